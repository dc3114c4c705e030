-- Verify yimeng:ym_admin_reads_match_left on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on match_left')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'match_left'
		AND privilege_type = 'SELECT';
