-- Verify yimeng:ym_aid_writes_audit_events on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks INSERT on audit_event')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'audit_event'
		AND privilege_type = 'INSERT';
