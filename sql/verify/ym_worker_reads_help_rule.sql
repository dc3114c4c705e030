-- Verify yimeng:ym_worker_reads_help_rule on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on help_rule')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_rule'
		AND privilege_type = 'SELECT';
