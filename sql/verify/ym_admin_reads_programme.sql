-- Verify yimeng:ym_admin_reads_programme on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on programme')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'programme'
		AND privilege_type = 'SELECT';
