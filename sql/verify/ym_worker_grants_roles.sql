-- Verify yimeng:ym_worker_grants_roles on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on role_grant')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'role_grant'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 5, 'ym_worker lacks INSERT on columns of role_grant')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'role_grant'
		AND privilege_type = 'INSERT';
