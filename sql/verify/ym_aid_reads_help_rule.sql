-- Verify yimeng:ym_aid_reads_help_rule on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on help_rule')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_rule'
		AND privilege_type = 'SELECT';
