-- Verify yimeng:ym_check_reads_recovery_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_check lacks SELECT on columns of recovery_code')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'recovery_code'
		AND privilege_type = 'SELECT';
