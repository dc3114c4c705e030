-- Verify yimeng:ym_worker_carries_out_requests on mysql
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_worker lacks columns of personal_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'personal_request';
