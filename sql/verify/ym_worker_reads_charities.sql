-- Verify yimeng:ym_worker_reads_charities on mysql
SELECT sqitch.checkit(COUNT(*) >= 3, 'ym_worker lacks SELECT on columns of charity')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'charity'
		AND privilege_type = 'SELECT';
