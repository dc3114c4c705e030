-- Verify yimeng:ym_worker_matches_sexes on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks SELECT on sex of student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student'
		AND privilege_type = 'SELECT' AND column_name = 'sex';
