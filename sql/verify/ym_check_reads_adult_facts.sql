-- Verify yimeng:ym_check_reads_adult_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_check lacks SELECT on columns of family_adult')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_adult'
		AND privilege_type = 'SELECT';
