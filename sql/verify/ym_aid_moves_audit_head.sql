-- Verify yimeng:ym_aid_moves_audit_head on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on audit_head')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'audit_head'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_aid lacks UPDATE on columns of audit_head')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'audit_head'
		AND privilege_type = 'UPDATE';
