-- Verify yimeng:ym_match_counts_attempts on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks SELECT on attempt')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks INSERT on attempt')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks UPDATE on attempt')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'attempt'
		AND privilege_type = 'UPDATE';
