-- Verify yimeng:ym_check_reads_visit_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 14, 'ym_check lacks SELECT on columns of visit')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'visit'
		AND privilege_type = 'SELECT';
