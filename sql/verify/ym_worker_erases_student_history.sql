-- Verify yimeng:ym_worker_erases_student_history on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks columns of student_history')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student_history';
