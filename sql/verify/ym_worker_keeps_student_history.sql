-- Verify yimeng:ym_worker_keeps_student_history on mysql
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_worker lacks INSERT on columns of student_history')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student_history'
		AND privilege_type = 'INSERT';
