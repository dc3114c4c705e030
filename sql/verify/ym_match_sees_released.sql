-- Verify yimeng:ym_match_sees_released on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks SELECT on released_student')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'released_student'
		AND privilege_type = 'SELECT';
