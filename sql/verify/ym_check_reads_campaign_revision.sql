-- Verify yimeng:ym_check_reads_campaign_revision on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_check lacks SELECT on campaign_revision')
	FROM information_schema.table_privileges
	WHERE grantee = '''ym_check''@''localhost''' AND table_schema = DATABASE() AND table_name = 'campaign_revision'
		AND privilege_type = 'SELECT';
