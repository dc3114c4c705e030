-- Verify yimeng:ym_aid_looks_children_up on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on lookup_student')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'lookup_student'
		AND privilege_type = 'SELECT';
