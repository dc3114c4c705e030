-- Verify yimeng:ym_check_reads_role_grant on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on role_grant')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'role_grant'
		AND privilege_type = 'SELECT';
