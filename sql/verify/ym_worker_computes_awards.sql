-- Verify yimeng:ym_worker_computes_awards on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on award')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks INSERT on award')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 5, 'ym_worker lacks UPDATE on columns of award')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award'
		AND privilege_type = 'UPDATE';
