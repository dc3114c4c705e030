-- Verify yimeng:ym_check_reads_aid_sheets on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on aid_sheet')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_sheet'
		AND privilege_type = 'SELECT';
