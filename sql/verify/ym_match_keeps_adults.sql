-- Verify yimeng:ym_match_keeps_adults on mysql
SELECT sqitch.checkit(COUNT(*) >= 10, 'ym_match lacks SELECT on columns of family_adult')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_adult'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 8, 'ym_match lacks INSERT on columns of family_adult')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_adult'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_match lacks UPDATE on columns of family_adult')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family_adult'
		AND privilege_type = 'UPDATE';
