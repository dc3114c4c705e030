-- Verify yimeng:ym_pledge_counts_attempts on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_pledge lacks SELECT on attempt')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_pledge lacks INSERT on attempt')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_pledge lacks UPDATE on attempt')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt'
		AND privilege_type = 'UPDATE';
