-- Verify yimeng:ym_admin_places_units on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on unit_placement')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'unit_placement'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_admin lacks INSERT on columns of unit_placement')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'unit_placement'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 3, 'ym_admin lacks UPDATE on columns of unit_placement')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'unit_placement'
		AND privilege_type = 'UPDATE';
