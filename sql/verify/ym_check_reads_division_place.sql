-- Verify yimeng:ym_check_reads_division_place on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on division_place')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'division_place'
		AND privilege_type = 'SELECT';
