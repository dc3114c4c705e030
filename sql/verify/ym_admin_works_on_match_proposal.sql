-- Verify yimeng:ym_admin_works_on_match_proposal on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on match_proposal')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_proposal'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on match_proposal')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_proposal'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks UPDATE on match_proposal')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_proposal'
		AND privilege_type = 'UPDATE';
