-- Verify yimeng:ym_worker_reads_consent on mysql
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_worker lacks SELECT on columns of consent')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'consent'
		AND privilege_type = 'SELECT';
