-- Verify yimeng:ym_admin_delays_sign_in on mysql
SELECT sqitch.checkit(COUNT(DISTINCT privilege_type) >= 3, 'ym_admin lacks rights on sign_in_delay')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'sign_in_delay';
