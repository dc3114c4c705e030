-- Verify yimeng:ym_check_reads_requests on mysql
SELECT sqitch.checkit(COUNT(*) = 9, 'ym_check lacks columns of personal_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'personal_request';
