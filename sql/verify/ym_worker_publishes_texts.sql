-- Verify yimeng:ym_worker_publishes_texts on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_worker lacks SELECT on policy_text')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'policy_text'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_worker lacks INSERT on columns of policy_text')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'policy_text'
		AND privilege_type = 'INSERT';
