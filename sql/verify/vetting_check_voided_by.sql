-- Verify yimeng:vetting_check_voided_by on mysql
SELECT voided_by FROM vetting_check WHERE FALSE;
SELECT sqitch.checkit(COUNT(*) = 2, 'vetting_check: constraints are missing') FROM information_schema.table_constraints
	WHERE table_schema = DATABASE() AND table_name = 'vetting_check'
		AND constraint_name IN ('vetting_check_voider', 'vetting_check_voided_when');
