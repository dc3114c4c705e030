-- Verify yimeng:ym_check_reads_unfounded on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_check lacks SELECT on columns of concern')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'concern'
		AND privilege_type = 'SELECT';
