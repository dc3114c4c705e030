-- Verify yimeng:ym_admin_publishes_texts on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on policy_text')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'policy_text'
		AND privilege_type IN ('SELECT');
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_admin lacks columns of policy_text')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'policy_text';
