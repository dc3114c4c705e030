-- Verify yimeng:ym_worker_chooses_help_officers on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on help_officer')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_officer'
		AND privilege_type = 'SELECT';
