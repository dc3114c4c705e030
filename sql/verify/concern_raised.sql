-- Verify yimeng:concern_raised on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger concern_raised')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'concern_raised';
