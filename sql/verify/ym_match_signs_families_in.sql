-- Verify yimeng:ym_match_signs_families_in on mysql
SELECT sqitch.checkit(COUNT(*) >= 5, 'ym_match lacks SELECT on columns of family_session')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_session'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_match lacks INSERT on columns of family_session')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_session'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_match lacks UPDATE on columns of family_session')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_session'
		AND privilege_type = 'UPDATE';
