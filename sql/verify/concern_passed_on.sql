-- Verify yimeng:concern_passed_on on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger concern_passed_on')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'concern_passed_on';
