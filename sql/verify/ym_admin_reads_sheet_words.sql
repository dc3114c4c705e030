-- Verify yimeng:ym_admin_reads_sheet_words on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on sheet_word')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'sheet_word' AND privilege_type = 'SELECT';
