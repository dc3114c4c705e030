-- Verify yimeng:ym_worker_reads_match_weight on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on match_weight')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_weight'
		AND privilege_type = 'SELECT';
