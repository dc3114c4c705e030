-- Verify yimeng:ym_admin_reads_imports on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_admin lacks SELECT on import')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'import'
		AND privilege_type = 'SELECT';
