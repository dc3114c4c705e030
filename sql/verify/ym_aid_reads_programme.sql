-- Verify yimeng:ym_aid_reads_programme on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on programme')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'programme'
		AND privilege_type = 'SELECT';
