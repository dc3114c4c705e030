-- Verify yimeng:ym_worker_reseals_student_history on mysql
SELECT sqitch.checkit(COUNT(*) >= 3, 'ym_worker lacks SELECT on columns of student_history')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student_history'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks UPDATE on columns of student_history')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student_history'
		AND privilege_type = 'UPDATE';
