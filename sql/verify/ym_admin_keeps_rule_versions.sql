-- Verify yimeng:ym_admin_keeps_rule_versions on mysql
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_admin lacks INSERT on columns of aid_rule_version')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_rule_version'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 11, 'ym_admin lacks UPDATE on columns of aid_rule_version')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_rule_version'
		AND privilege_type = 'UPDATE';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks DELETE on aid_rule_version')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_rule_version'
		AND privilege_type = 'DELETE';
