-- Verify yimeng:ym_admin_reads_retention_rules on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on retention_rule')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'retention_rule'
		AND privilege_type IN ('SELECT');
