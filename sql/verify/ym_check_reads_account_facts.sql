-- Verify yimeng:ym_check_reads_account_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 8, 'ym_check lacks SELECT on columns of account')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'account'
		AND privilege_type = 'SELECT';
