-- Verify yimeng:ym_pledge_reads_public_gift on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_pledge does not read public_gift')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'public_gift'
		AND privilege_type = 'SELECT';
