-- Verify yimeng:ym_worker_takes_turns on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on import_turn')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_turn' AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks UPDATE on import_turn')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import_turn' AND privilege_type = 'UPDATE';
