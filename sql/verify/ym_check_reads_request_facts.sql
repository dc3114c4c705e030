-- Verify yimeng:ym_check_reads_request_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 22, 'ym_check lacks SELECT on columns of help_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_request'
		AND privilege_type = 'SELECT';
