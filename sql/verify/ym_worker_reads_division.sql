-- Verify yimeng:ym_worker_reads_division on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on division')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'division' AND privilege_type = 'SELECT';
