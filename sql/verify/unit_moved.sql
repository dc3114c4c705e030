-- Verify yimeng:unit_moved on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger unit_moved')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'unit_moved';
