-- Verify yimeng:ym_worker_works_on_family_adult on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on family_adult')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_adult'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks INSERT on family_adult')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_adult'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks UPDATE on family_adult')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_adult'
		AND privilege_type = 'UPDATE';
