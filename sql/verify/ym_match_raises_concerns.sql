-- Verify yimeng:ym_match_raises_concerns on mysql
SELECT sqitch.checkit(COUNT(*) >= 5, 'ym_match lacks SELECT on columns of concern')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 14, 'ym_match lacks INSERT on columns of concern')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern'
		AND privilege_type = 'INSERT';
