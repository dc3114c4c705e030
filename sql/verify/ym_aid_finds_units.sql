-- Verify yimeng:ym_aid_finds_units on mysql
SELECT sqitch.checkit(COUNT(*) >= 8, 'ym_aid lacks SELECT on columns of unit')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'unit'
		AND privilege_type = 'SELECT';
