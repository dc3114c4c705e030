-- Verify yimeng:ym_admin_appends_help_events on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on help_event')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_event'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on help_event')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_event'
		AND privilege_type = 'INSERT';
