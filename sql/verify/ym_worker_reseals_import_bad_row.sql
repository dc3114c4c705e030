-- Verify yimeng:ym_worker_reseals_import_bad_row on mysql
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_worker lacks SELECT on columns of import_bad_row')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_bad_row'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks UPDATE on columns of import_bad_row')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_bad_row'
		AND privilege_type = 'UPDATE';
