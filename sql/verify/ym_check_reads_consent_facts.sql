-- Verify yimeng:ym_check_reads_consent_facts on mysql
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_check lacks SELECT on columns of consent')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'consent'
		AND privilege_type = 'SELECT';
