-- Verify yimeng:ym_admin_reads_pair_notice on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on pair_notice')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_notice'
		AND privilege_type = 'SELECT';
