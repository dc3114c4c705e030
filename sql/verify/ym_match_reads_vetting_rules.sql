-- Verify yimeng:ym_match_reads_vetting_rules on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks SELECT on vetting_rule')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'vetting_rule'
		AND privilege_type = 'SELECT';
