-- Verify yimeng:ym_match_asks_requests on mysql
SELECT sqitch.checkit(COUNT(*) >= 8, 'ym_match lacks SELECT on columns of personal_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'personal_request'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_match lacks INSERT on columns of personal_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'personal_request'
		AND privilege_type = 'INSERT';
