-- Verify yimeng:ym_admin_asks_whether_students_left on mysql
SELECT sqitch.checkit(COUNT(*) >= 3, 'ym_admin lacks columns of student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student';
