-- Verify yimeng:ym_match_reads_retention_rules on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_match lacks SELECT on retention_rule')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_match''@''localhost''' AND table_schema = DATABASE() AND table_name = 'retention_rule'
		AND privilege_type = 'SELECT';
