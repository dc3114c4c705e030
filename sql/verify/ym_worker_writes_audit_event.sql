-- Verify yimeng:ym_worker_writes_audit_event on mysql
SELECT sqitch.checkit(COUNT(*) = 2, 'ym_worker lacks SELECT, INSERT on audit_event')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'audit_event'
		AND privilege_type IN ('SELECT', 'INSERT');
