-- Verify yimeng:ym_admin_reads_bad_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on import_bad_row')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_bad_row' AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks DELETE on import_bad_row')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_bad_row' AND privilege_type = 'DELETE';
