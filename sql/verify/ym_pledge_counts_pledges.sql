-- Verify yimeng:ym_pledge_counts_pledges on mysql
SELECT sqitch.checkit(COUNT(*) = 2, 'ym_pledge lacks UPDATE on columns of campaign_tally')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'campaign_tally'
		AND privilege_type = 'UPDATE';
SELECT sqitch.checkit(COUNT(*) = 3, 'ym_pledge lacks SELECT on columns of campaign_tally')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_pledge''@''localhost''' AND table_schema = DATABASE() AND table_name = 'campaign_tally'
		AND privilege_type = 'SELECT';
