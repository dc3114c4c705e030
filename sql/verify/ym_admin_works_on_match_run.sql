-- Verify yimeng:ym_admin_works_on_match_run on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on match_run')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_run'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on match_run')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_run'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks UPDATE on match_run')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_run'
		AND privilege_type = 'UPDATE';
