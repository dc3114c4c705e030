-- Verify yimeng:ym_admin_works_on_vetting_check on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on vetting_check')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'vetting_check'
		AND privilege_type = 'SELECT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks INSERT on vetting_check')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'vetting_check'
		AND privilege_type = 'INSERT';
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks UPDATE on vetting_check')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'vetting_check'
		AND privilege_type = 'UPDATE';
