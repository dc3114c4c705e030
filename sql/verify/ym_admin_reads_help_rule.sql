-- Verify yimeng:ym_admin_reads_help_rule on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on help_rule')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_rule'
		AND privilege_type = 'SELECT';
