-- Verify yimeng:ym_worker_writes_students on mysql
SELECT sqitch.checkit(COUNT(*) >= 20, 'ym_worker lacks INSERT on columns of student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 8, 'ym_worker lacks UPDATE on columns of student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student'
		AND privilege_type = 'UPDATE';
