-- Verify yimeng:ym_match_chooses_officers on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks SELECT on concern_officer')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern_officer'
		AND privilege_type = 'SELECT';
