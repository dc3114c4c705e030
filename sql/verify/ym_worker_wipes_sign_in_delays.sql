-- Verify yimeng:ym_worker_wipes_sign_in_delays on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks DELETE on sign_in_delay')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'sign_in_delay'
		AND privilege_type IN ('DELETE');
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks columns of sign_in_delay')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'sign_in_delay';
