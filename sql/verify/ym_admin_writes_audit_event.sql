-- Verify yimeng:ym_admin_writes_audit_event on mysql
SELECT sqitch.checkit(COUNT(*) = 2, 'ym_admin lacks SELECT, INSERT on audit_event')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'audit_event'
		AND privilege_type IN ('SELECT', 'INSERT');
