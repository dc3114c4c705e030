-- Verify yimeng:ym_admin_moves_requests on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_admin lacks UPDATE on columns of personal_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'personal_request'
		AND privilege_type = 'UPDATE';
