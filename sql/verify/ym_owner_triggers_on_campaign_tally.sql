-- Verify yimeng:ym_owner_triggers_on_campaign_tally on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'ym_owner has no triggers on campaign_tally') FROM mysql.tables_priv
	WHERE User = 'ym_owner' AND Host = 'localhost' AND Table_name = 'campaign_tally' AND Db = DATABASE() AND Table_priv LIKE '%Trigger%';
