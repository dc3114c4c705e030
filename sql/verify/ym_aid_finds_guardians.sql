-- Verify yimeng:ym_aid_finds_guardians on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on help_guardian')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_guardian'
		AND privilege_type = 'SELECT';
