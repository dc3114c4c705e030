-- Verify yimeng:ym_worker_makes_recovery_codes on mysql
SELECT sqitch.checkit(COUNT(*) >= 3, 'ym_worker lacks SELECT on columns of recovery_code')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'recovery_code'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_worker lacks INSERT on columns of recovery_code')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'recovery_code'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks UPDATE on columns of recovery_code')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'recovery_code'
		AND privilege_type = 'UPDATE';
