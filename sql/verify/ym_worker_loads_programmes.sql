-- Verify yimeng:ym_worker_loads_programmes on mysql
SELECT sqitch.checkit(COUNT(*) >= 13, 'ym_worker lacks INSERT on columns of programme')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'programme'
		AND privilege_type = 'INSERT';
