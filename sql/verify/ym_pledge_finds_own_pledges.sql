-- Verify yimeng:ym_pledge_finds_own_pledges on mysql
SELECT sqitch.checkit(COUNT(*) = 3, 'ym_pledge lacks SELECT on columns of pledge')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pledge'
		AND column_name IN ('id', 'state', 'telephone_index') AND privilege_type = 'SELECT';
