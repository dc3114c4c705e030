-- Verify yimeng:ym_aid_reads_aid_rule_version on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on aid_rule_version')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_rule_version'
		AND privilege_type = 'SELECT';
