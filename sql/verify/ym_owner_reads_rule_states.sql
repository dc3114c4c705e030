-- Verify yimeng:ym_owner_reads_rule_states on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner lacks SELECT on aid_rule_version')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_rule_version'
		AND privilege_type = 'SELECT';
