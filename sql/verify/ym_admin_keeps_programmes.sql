-- Verify yimeng:ym_admin_keeps_programmes on mysql
SELECT sqitch.checkit(COUNT(*) >= 13, 'ym_admin lacks INSERT on columns of programme')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'programme'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_admin lacks UPDATE on columns of programme')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'programme'
		AND privilege_type = 'UPDATE';
