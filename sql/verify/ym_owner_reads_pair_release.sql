-- Verify yimeng:ym_owner_reads_pair_release on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner lacks SELECT on pair_release')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_release'
		AND privilege_type = 'SELECT';
