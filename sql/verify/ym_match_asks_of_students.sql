-- Verify yimeng:ym_match_asks_of_students on mysql
SELECT sqitch.checkit(COUNT(*) >= 3, 'ym_match lacks SELECT on columns of pairing_student')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pairing_student'
		AND privilege_type = 'SELECT';
