-- Verify yimeng:campaign_tally_inserted on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger') FROM information_schema.triggers
	WHERE trigger_schema = DATABASE() AND trigger_name = 'campaign_tally_inserted';
