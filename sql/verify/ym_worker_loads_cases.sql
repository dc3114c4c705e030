-- Verify yimeng:ym_worker_loads_cases on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on aid_case')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_case'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 3, 'ym_worker lacks INSERT on columns of aid_case')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_case'
		AND privilege_type = 'INSERT';
