-- Verify yimeng:ym_worker_places_imports on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks SELECT on columns of import')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks INSERT on columns of import')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks UPDATE on columns of import')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import'
		AND privilege_type = 'UPDATE';
