-- Verify yimeng:ym_aid_reads_division on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid does not read division')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'division'
		AND privilege_type = 'SELECT';
