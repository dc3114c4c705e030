-- Verify yimeng:ym_check_reads_public_gift on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on public_gift')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'public_gift'
		AND privilege_type = 'SELECT';
