-- Verify yimeng:ym_check_reads_awards on mysql
SELECT sqitch.checkit(COUNT(*) >= 30, 'ym_check lacks SELECT on columns of award')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award'
		AND privilege_type = 'SELECT';
