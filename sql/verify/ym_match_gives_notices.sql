-- Verify yimeng:ym_match_gives_notices on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks SELECT on notice')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'notice'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_match lacks INSERT on columns of notice')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'notice'
		AND privilege_type = 'INSERT';
