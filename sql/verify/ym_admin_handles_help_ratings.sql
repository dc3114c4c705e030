-- Verify yimeng:ym_admin_handles_help_ratings on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on help_rating')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_rating'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_admin lacks UPDATE on columns of help_rating')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_rating'
		AND privilege_type = 'UPDATE';
