-- Verify yimeng:ym_check_reads_giving_total on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on giving_total')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'giving_total'
		AND privilege_type = 'SELECT';
