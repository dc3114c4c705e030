-- Verify yimeng:ym_worker_reads_vetting_rule on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on vetting_rule')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'vetting_rule'
		AND privilege_type = 'SELECT';
