-- Verify yimeng:ym_admin_reads_gifts on mysql
SELECT sqitch.checkit(COUNT(*) >= 2, 'ym_admin lacks columns of allocation')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'allocation';
