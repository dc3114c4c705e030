-- Verify yimeng:ym_check_reads_help_event_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 6, 'ym_check lacks SELECT on columns of help_event')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_event'
		AND privilege_type = 'SELECT';
