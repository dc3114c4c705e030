-- Verify yimeng:ym_worker_reseals_student on mysql
SELECT sqitch.checkit(COUNT(*) >= 17, 'ym_worker lacks SELECT on columns of student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 9, 'ym_worker lacks UPDATE on columns of student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student'
		AND privilege_type = 'UPDATE';
