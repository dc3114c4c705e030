-- Verify yimeng:ym_pledge_registers_pledges on mysql
SELECT sqitch.checkit(COUNT(*) >= 16, 'ym_pledge lacks SELECT on columns of pledge')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pledge'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 19, 'ym_pledge lacks INSERT on columns of pledge')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pledge'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_pledge lacks UPDATE on columns of pledge')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pledge'
		AND privilege_type = 'UPDATE';
