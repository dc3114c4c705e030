-- Verify yimeng:aid_clause_changed on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger aid_clause_changed')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'aid_clause_changed';
