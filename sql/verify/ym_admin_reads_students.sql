-- Verify yimeng:ym_admin_reads_students on mysql
SELECT sqitch.checkit(COUNT(*) >= 17, 'ym_admin lacks SELECT on columns of student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student'
		AND privilege_type = 'SELECT';
