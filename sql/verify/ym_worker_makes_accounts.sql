-- Verify yimeng:ym_worker_makes_accounts on mysql
SELECT sqitch.checkit(COUNT(*) >= 9, 'ym_worker lacks SELECT on columns of account')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'account'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_worker lacks INSERT on columns of account')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'account'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_worker lacks UPDATE on columns of account')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'account'
		AND privilege_type = 'UPDATE';
