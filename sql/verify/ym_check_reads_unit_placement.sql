-- Verify yimeng:ym_check_reads_unit_placement on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on unit_placement')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'unit_placement'
		AND privilege_type = 'SELECT';
