-- Verify yimeng:ym_worker_reads_holiday on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on holiday')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'holiday'
		AND privilege_type = 'SELECT';
