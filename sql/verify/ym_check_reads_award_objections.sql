-- Verify yimeng:ym_check_reads_award_objections on mysql
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_check lacks SELECT on columns of award_objection')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_objection'
		AND privilege_type = 'SELECT';
