-- Verify yimeng:ym_admin_gives_notices on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on notice')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'notice'
		AND privilege_type IN ('SELECT');
SELECT sqitch.checkit(COUNT(*) >= 4, 'ym_admin lacks columns of notice')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'notice';
