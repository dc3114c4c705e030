-- Verify yimeng:ym_worker_makes_gap_runs on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on gap_run')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'gap_run'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_worker lacks INSERT on columns of gap_run')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'gap_run'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 10, 'ym_worker lacks UPDATE on columns of gap_run')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'gap_run'
		AND privilege_type = 'UPDATE';
