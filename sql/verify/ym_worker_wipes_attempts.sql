-- Verify yimeng:ym_worker_wipes_attempts on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks DELETE on attempt')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt'
		AND privilege_type IN ('DELETE');
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks columns of attempt')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt';
