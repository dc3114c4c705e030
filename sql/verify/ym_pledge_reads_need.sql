-- Verify yimeng:ym_pledge_reads_need on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_pledge does not read need')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'need'
		AND privilege_type = 'SELECT';
