-- Verify yimeng:ym_check_reads_match_weight on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on match_weight')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_weight'
		AND privilege_type = 'SELECT';
