-- Verify yimeng:ym_admin_keeps_recovery_codes on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on recovery_code')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'recovery_code'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_admin lacks INSERT on columns of recovery_code')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'recovery_code'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_admin lacks UPDATE on columns of recovery_code')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'recovery_code'
		AND privilege_type = 'UPDATE';
