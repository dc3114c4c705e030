-- Verify yimeng:ym_admin_moves_audit_head on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on audit_head')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'audit_head'
		AND privilege_type IN ('SELECT');
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_admin lacks columns of audit_head')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'audit_head';
