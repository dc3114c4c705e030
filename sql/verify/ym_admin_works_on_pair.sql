-- Verify yimeng:ym_admin_works_on_pair on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on pair')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on pair')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks UPDATE on pair')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair'
		AND privilege_type = 'UPDATE';
