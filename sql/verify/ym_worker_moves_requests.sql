-- Verify yimeng:ym_worker_moves_requests on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks SELECT on columns of personal_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'personal_request'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks UPDATE on columns of personal_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'personal_request'
		AND privilege_type = 'UPDATE';
