-- Verify yimeng:ym_check_reads_pair_message_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 8, 'ym_check lacks SELECT on columns of pair_message')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'pair_message'
		AND privilege_type = 'SELECT';
