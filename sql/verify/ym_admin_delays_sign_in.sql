-- Verify yimeng:ym_admin_delays_sign_in on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on sign_in_delay')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'sign_in_delay'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_admin lacks INSERT on columns of sign_in_delay')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'sign_in_delay'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_admin lacks UPDATE on columns of sign_in_delay')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'sign_in_delay'
		AND privilege_type = 'UPDATE';
