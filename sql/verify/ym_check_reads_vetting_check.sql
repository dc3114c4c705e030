-- Verify yimeng:ym_check_reads_vetting_check on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on vetting_check')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'vetting_check'
		AND privilege_type = 'SELECT';
