-- Verify yimeng:ym_admin_keeps_aid_facts on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on aid_fact')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_fact'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on aid_fact')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_fact'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks UPDATE on aid_fact')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_fact'
		AND privilege_type = 'UPDATE';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks DELETE on aid_fact')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_fact'
		AND privilege_type = 'DELETE';
