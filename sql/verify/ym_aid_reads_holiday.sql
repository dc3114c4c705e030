-- Verify yimeng:ym_aid_reads_holiday on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on holiday')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'holiday'
		AND privilege_type = 'SELECT';
