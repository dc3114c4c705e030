-- Verify yimeng:ym_admin_keeps_forms on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 3, 'ym_admin lacks rights on kept_form')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'kept_form';
