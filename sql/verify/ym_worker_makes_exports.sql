-- Verify yimeng:ym_worker_makes_exports on mysql
SELECT sqitch.checkit(COUNT(*) >= 11, 'ym_worker lacks SELECT on columns of export')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'export'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_worker lacks UPDATE on columns of export')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'export'
		AND privilege_type = 'UPDATE';
