-- Verify yimeng:ym_worker_erases_students on mysql
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_worker lacks columns of student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student';
