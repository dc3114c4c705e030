-- Verify yimeng:ym_match_plans_visits on mysql
SELECT sqitch.checkit(COUNT(*) >= 16, 'ym_match lacks SELECT on columns of visit')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'visit'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_match lacks INSERT on columns of visit')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'visit'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_match lacks UPDATE on columns of visit')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'visit'
		AND privilege_type = 'UPDATE';
