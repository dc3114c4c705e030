-- Verify yimeng:ym_aid_counts_attempts on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on attempt')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks INSERT on attempt')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks UPDATE on attempt')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt'
		AND privilege_type = 'UPDATE';
