-- Verify yimeng:ym_worker_reads_sheet_words on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on sheet_word')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'sheet_word' AND privilege_type = 'SELECT';
