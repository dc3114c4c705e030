-- Verify yimeng:ym_worker_chooses_officers on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on concern_officer')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern_officer'
		AND privilege_type = 'SELECT';
