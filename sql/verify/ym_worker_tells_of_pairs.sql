-- Verify yimeng:ym_worker_tells_of_pairs on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on pair_notice')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_notice'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks INSERT on pair_notice')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_notice'
		AND privilege_type = 'INSERT';
