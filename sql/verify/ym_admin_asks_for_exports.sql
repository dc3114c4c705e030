-- Verify yimeng:ym_admin_asks_for_exports on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on export')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'export' AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 10, 'ym_admin lacks INSERT on columns of export')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'export'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_admin lacks UPDATE on columns of export')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'export'
		AND privilege_type = 'UPDATE';
