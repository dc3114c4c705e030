-- Verify yimeng:ym_worker_works_on_match_run on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on match_run')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_run'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks INSERT on match_run')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_run'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks UPDATE on match_run')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_run'
		AND privilege_type = 'UPDATE';
