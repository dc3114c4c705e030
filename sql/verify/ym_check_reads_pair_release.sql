-- Verify yimeng:ym_check_reads_pair_release on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on pair_release')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_release'
		AND privilege_type = 'SELECT';
