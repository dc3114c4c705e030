-- Verify yimeng:ym_owner_reads_campaign on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner does not read campaign')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_owner''@''localhost''' AND table_schema = DATABASE() AND table_name = 'campaign'
		AND privilege_type = 'SELECT';
