-- Verify yimeng:ym_aid_rates_help on mysql
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_aid lacks SELECT on columns of help_rating')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_rating'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 5, 'ym_aid lacks INSERT on columns of help_rating')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'help_rating'
		AND privilege_type = 'INSERT';
