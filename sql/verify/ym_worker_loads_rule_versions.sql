-- Verify yimeng:ym_worker_loads_rule_versions on mysql
SELECT sqitch.checkit(COUNT(*) >= 8, 'ym_worker lacks INSERT on columns of aid_rule_version')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_rule_version'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_worker lacks UPDATE on columns of aid_rule_version')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_rule_version'
		AND privilege_type = 'UPDATE';
