-- Verify yimeng:ym_worker_begins_tallies on mysql
SELECT sqitch.checkit(COUNT(*) >= 1, 'ym_worker lacks INSERT on columns of campaign_tally')
	FROM information_schema.column_privileges
	WHERE grantee = '''ym_worker''@''localhost''' AND table_schema = DATABASE() AND table_name = 'campaign_tally'
		AND privilege_type = 'INSERT';
