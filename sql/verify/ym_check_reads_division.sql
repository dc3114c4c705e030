-- Verify yimeng:ym_check_reads_division on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on division')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'division'
		AND privilege_type = 'SELECT';
