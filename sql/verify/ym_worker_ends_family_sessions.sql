-- Verify yimeng:ym_worker_ends_family_sessions on mysql
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_worker lacks SELECT on columns of family_session')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_session'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks UPDATE on columns of family_session')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_session'
		AND privilege_type = 'UPDATE';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks DELETE on family_session')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_session'
		AND privilege_type = 'DELETE';
