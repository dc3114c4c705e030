-- Verify yimeng:ym_pledge_reads_campaign_days on mysql
SELECT sqitch.checkit(COUNT(*) = 4, 'ym_pledge lacks SELECT on columns of campaign')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'campaign'
		AND privilege_type = 'SELECT';
