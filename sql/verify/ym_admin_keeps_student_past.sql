-- Verify yimeng:ym_admin_keeps_student_past on mysql
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_admin lacks INSERT on columns of student_history')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student_history'
		AND privilege_type = 'INSERT';
