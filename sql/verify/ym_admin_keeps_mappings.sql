-- Verify yimeng:ym_admin_keeps_mappings on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on import_mapping')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_mapping' AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 5, 'ym_admin lacks INSERT on columns of import_mapping')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_mapping'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_admin lacks UPDATE on columns of import_mapping')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_mapping'
		AND privilege_type = 'UPDATE';
