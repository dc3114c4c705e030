-- Verify yimeng:ym_check_reads_programme on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on programme')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'programme'
		AND privilege_type = 'SELECT';
