-- Verify yimeng:ym_match_writes_audit_events on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks INSERT on audit_event')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'audit_event'
		AND privilege_type = 'INSERT';
