-- Verify yimeng:ym_admin_takes_uploads on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 2, 'ym_admin lacks rights on upload')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'upload';
