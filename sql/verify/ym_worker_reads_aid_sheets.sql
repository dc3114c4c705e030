-- Verify yimeng:ym_worker_reads_aid_sheets on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks SELECT on columns of aid_sheet')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_sheet'
		AND privilege_type = 'SELECT';
