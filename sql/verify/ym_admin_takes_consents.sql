-- Verify yimeng:ym_admin_takes_consents on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on consent')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'consent'
		AND privilege_type IN ('SELECT');
SELECT sqitch.checkit(COUNT(*) >= 7, 'ym_admin lacks columns of consent')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'consent';
