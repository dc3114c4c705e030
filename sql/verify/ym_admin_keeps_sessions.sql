-- Verify yimeng:ym_admin_keeps_sessions on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on staff_session')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'staff_session'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 10, 'ym_admin lacks INSERT on columns of staff_session')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'staff_session'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_admin lacks UPDATE on columns of staff_session')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'staff_session'
		AND privilege_type = 'UPDATE';
