-- Verify yimeng:ym_admin_works_on_requests on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on help_request')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_request'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 24, 'ym_admin lacks UPDATE on columns of help_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_request'
		AND privilege_type = 'UPDATE';
