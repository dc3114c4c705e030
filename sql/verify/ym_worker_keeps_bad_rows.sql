-- Verify yimeng:ym_worker_keeps_bad_rows on mysql
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_worker lacks SELECT on columns of import_bad_row')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_bad_row'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 5, 'ym_worker lacks INSERT on columns of import_bad_row')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_bad_row'
		AND privilege_type = 'INSERT';
