-- Verify yimeng:ym_check_reads_audit_event on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on audit_event')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'audit_event'
		AND privilege_type IN ('SELECT');
