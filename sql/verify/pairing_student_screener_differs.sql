-- Verify yimeng:pairing_student_screener_differs on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'pairing_student: who keys may screen') FROM information_schema.check_constraints
	WHERE constraint_schema = DATABASE() AND table_name = 'pairing_student' AND constraint_name = 'pairing_student_maker_not_checker'
		AND check_clause NOT LIKE '%opened_at%';
