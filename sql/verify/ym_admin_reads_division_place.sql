-- Verify yimeng:ym_admin_reads_division_place on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on division_place')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'division_place'
		AND privilege_type = 'SELECT';
