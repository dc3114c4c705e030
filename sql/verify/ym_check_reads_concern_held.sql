-- Verify yimeng:ym_check_reads_concern_held on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on concern_held')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern_held'
		AND privilege_type = 'SELECT';
