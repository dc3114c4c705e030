-- Verify yimeng:ym_match_reads_policy_texts on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks SELECT on policy_text')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'policy_text'
		AND privilege_type = 'SELECT';
