-- Verify yimeng:ym_worker_reads_aid_facts on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on aid_fact')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_fact'
		AND privilege_type = 'SELECT';
