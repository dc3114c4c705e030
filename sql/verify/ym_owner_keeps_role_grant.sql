-- Verify yimeng:ym_owner_keeps_role_grant on mysql
SELECT sqitch.checkit(COUNT(*) = 3, 'ym_owner may not keep role_grant')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'role_grant'
		AND privilege_type IN ('SELECT', 'UPDATE', 'TRIGGER');
