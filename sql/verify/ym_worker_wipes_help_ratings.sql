-- Verify yimeng:ym_worker_wipes_help_ratings on mysql
SELECT sqitch.checkit(COUNT(*) >= 3, 'ym_worker lacks SELECT on columns of help_rating')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_rating'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_worker lacks UPDATE on columns of help_rating')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_rating'
		AND privilege_type = 'UPDATE';
