-- Verify yimeng:ym_admin_works_on_pair_message on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on pair_message')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_message'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on pair_message')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_message'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks UPDATE on pair_message')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_message'
		AND privilege_type = 'UPDATE';
