-- Verify yimeng:pledge_erased on mysql
SELECT erased_at FROM pledge WHERE FALSE;
SELECT sqitch.checkit(COUNT(*) = 2, 'pledge lacks the constraints of its erasure') FROM information_schema.check_constraints
	WHERE constraint_schema = DATABASE() AND constraint_name IN ('pledge_erased_whole', 'pledge_named_until_erased');
