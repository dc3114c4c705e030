-- Verify yimeng:ym_admin_reads_aid_tier on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_admin lacks SELECT on aid_tier')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_admin''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_tier'
		AND privilege_type = 'SELECT';
