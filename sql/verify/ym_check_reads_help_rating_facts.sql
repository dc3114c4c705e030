-- Verify yimeng:ym_check_reads_help_rating_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_check lacks SELECT on columns of help_rating')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_rating'
		AND privilege_type = 'SELECT';
