-- Verify yimeng:ym_admin_reads_holiday on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on holiday')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'holiday'
		AND privilege_type = 'SELECT';
