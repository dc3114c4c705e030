-- Verify yimeng:ym_admin_changes_licences on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 1, 'ym_admin lacks rights on charity')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'charity';
