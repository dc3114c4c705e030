-- Verify yimeng:ym_match_finds_guardians on mysql
SELECT sqitch.checkit(COUNT(*) >= 9, 'ym_match lacks SELECT on columns of student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'student'
		AND privilege_type = 'SELECT';
