-- Verify yimeng:ym_check_reads_pair on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on pair')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair'
		AND privilege_type = 'SELECT';
