-- Verify yimeng:ym_check_reads_policy_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_check lacks SELECT on columns of policy_text')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'policy_text'
		AND privilege_type = 'SELECT';
