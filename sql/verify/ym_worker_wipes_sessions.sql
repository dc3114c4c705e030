-- Verify yimeng:ym_worker_wipes_sessions on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks DELETE on staff_session')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'staff_session'
		AND privilege_type IN ('DELETE');
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks columns of staff_session')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'staff_session';
