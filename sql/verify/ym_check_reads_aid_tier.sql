-- Verify yimeng:ym_check_reads_aid_tier on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on aid_tier')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_tier'
		AND privilege_type = 'SELECT';
