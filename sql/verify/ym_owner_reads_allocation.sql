-- Verify yimeng:ym_owner_reads_allocation on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner does not read allocation')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'allocation'
		AND privilege_type = 'SELECT';
