-- Verify yimeng:ym_worker_loads_clauses on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks INSERT on aid_clause')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_clause'
		AND privilege_type = 'INSERT';
