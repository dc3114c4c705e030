-- Verify yimeng:ym_aid_takes_award_objections on mysql
SELECT sqitch.checkit(COUNT(*) >= 8, 'ym_aid lacks SELECT on columns of award_objection')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_objection'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_aid lacks INSERT on columns of award_objection')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award_objection'
		AND privilege_type = 'INSERT';
