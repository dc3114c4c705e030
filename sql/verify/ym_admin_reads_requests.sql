-- Verify yimeng:ym_admin_reads_requests on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_admin lacks SELECT on personal_request')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'personal_request'
		AND privilege_type = 'SELECT';
