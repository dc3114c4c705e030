-- Verify yimeng:ym_worker_works_on_pairing_student on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on pairing_student')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pairing_student'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks INSERT on pairing_student')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pairing_student'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks UPDATE on pairing_student')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pairing_student'
		AND privilege_type = 'UPDATE';
