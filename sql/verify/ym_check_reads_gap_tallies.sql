-- Verify yimeng:ym_check_reads_gap_tallies on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on gap_tally')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'gap_tally'
		AND privilege_type = 'SELECT';
