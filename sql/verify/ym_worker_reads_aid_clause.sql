-- Verify yimeng:ym_worker_reads_aid_clause on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on aid_clause')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_clause'
		AND privilege_type = 'SELECT';
