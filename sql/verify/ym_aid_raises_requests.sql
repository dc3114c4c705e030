-- Verify yimeng:ym_aid_raises_requests on mysql
SELECT sqitch.checkit(COUNT(*) >= 26, 'ym_aid lacks SELECT on columns of help_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_request'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 17, 'ym_aid lacks INSERT on columns of help_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_request'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 11, 'ym_aid lacks UPDATE on columns of help_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_request'
		AND privilege_type = 'UPDATE';
