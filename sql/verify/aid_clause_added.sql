-- Verify yimeng:aid_clause_added on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger aid_clause_added')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'aid_clause_added';
