-- Verify yimeng:ym_check_reads_award_notices on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on award_notice')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_notice'
		AND privilege_type = 'SELECT';
