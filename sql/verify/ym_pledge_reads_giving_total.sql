-- Verify yimeng:ym_pledge_reads_giving_total on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_pledge does not read giving_total')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'giving_total'
		AND privilege_type = 'SELECT';
