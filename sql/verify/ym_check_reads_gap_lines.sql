-- Verify yimeng:ym_check_reads_gap_lines on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on gap_line')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'gap_line'
		AND privilege_type = 'SELECT';
