-- Verify yimeng:ym_check_reads_pledge_facts on mysql
SELECT sqitch.checkit(COUNT(*) = 13, 'ym_check lacks SELECT on columns of pledge')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pledge'
		AND privilege_type = 'SELECT';
