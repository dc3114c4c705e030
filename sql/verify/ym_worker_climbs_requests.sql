-- Verify yimeng:ym_worker_climbs_requests on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on help_request')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_request'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 11, 'ym_worker lacks UPDATE on columns of help_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_request'
		AND privilege_type = 'UPDATE';
