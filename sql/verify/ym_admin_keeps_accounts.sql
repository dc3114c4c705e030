-- Verify yimeng:ym_admin_keeps_accounts on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on account')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'account'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_admin lacks INSERT on columns of account')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'account'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 8, 'ym_admin lacks UPDATE on columns of account')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'account'
		AND privilege_type = 'UPDATE';
