-- Verify yimeng:ym_owner_reads_help_request on mysql
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_owner lacks SELECT on columns of help_request')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_request'
		AND privilege_type = 'SELECT';
