-- Verify yimeng:ym_admin_reads_gap_lines on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on gap_line')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'gap_line'
		AND privilege_type = 'SELECT';
