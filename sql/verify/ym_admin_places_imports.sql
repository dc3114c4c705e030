-- Verify yimeng:ym_admin_places_imports on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_admin lacks INSERT on columns of import')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_admin lacks UPDATE on columns of import')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import'
		AND privilege_type = 'UPDATE';
