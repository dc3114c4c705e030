-- Verify yimeng:ym_admin_answers_requests on mysql
SELECT sqitch.checkit(COUNT(*) >= 11, 'ym_admin lacks columns of personal_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'personal_request';
