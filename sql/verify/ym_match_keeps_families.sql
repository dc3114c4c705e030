-- Verify yimeng:ym_match_keeps_families on mysql
SELECT sqitch.checkit(COUNT(*) >= 29, 'ym_match lacks SELECT on columns of family')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 19, 'ym_match lacks INSERT on columns of family')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 15, 'ym_match lacks UPDATE on columns of family')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'family'
		AND privilege_type = 'UPDATE';
