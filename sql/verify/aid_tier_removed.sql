-- Verify yimeng:aid_tier_removed on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger aid_tier_removed')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'aid_tier_removed';
