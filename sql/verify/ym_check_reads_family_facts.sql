-- Verify yimeng:ym_check_reads_family_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 20, 'ym_check lacks SELECT on columns of family')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family'
		AND privilege_type = 'SELECT';
