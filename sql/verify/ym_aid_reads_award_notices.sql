-- Verify yimeng:ym_aid_reads_award_notices on mysql
SELECT sqitch.checkit(COUNT(*) >= 9, 'ym_aid lacks SELECT on columns of award_notice')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_notice'
		AND privilege_type = 'SELECT';
