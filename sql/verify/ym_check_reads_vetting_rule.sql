-- Verify yimeng:ym_check_reads_vetting_rule on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on vetting_rule')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'vetting_rule'
		AND privilege_type = 'SELECT';
