-- Verify yimeng:ym_aid_reads_aid_tier on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_aid lacks SELECT on aid_tier')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_aid''@''localhost''' AND table_schema = DATABASE() AND table_name = 'aid_tier'
		AND privilege_type = 'SELECT';
