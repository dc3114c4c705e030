-- Verify yimeng:ym_admin_chooses_help_officers on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on help_officer')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_officer'
		AND privilege_type = 'SELECT';
