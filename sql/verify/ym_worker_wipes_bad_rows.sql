-- Verify yimeng:ym_worker_wipes_bad_rows on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks DELETE on import_bad_row')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_bad_row'
		AND privilege_type IN ('DELETE');
