-- Verify yimeng:ym_admin_works_on_awards on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on award')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on award')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) >= 22, 'ym_admin lacks UPDATE on columns of award')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'award'
		AND privilege_type = 'UPDATE';
