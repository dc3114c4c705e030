-- Verify yimeng:ym_admin_changes_student_telephones on mysql
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_admin lacks UPDATE on columns of student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student'
		AND privilege_type = 'UPDATE';
