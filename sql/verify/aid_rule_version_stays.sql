-- Verify yimeng:aid_rule_version_stays on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger aid_rule_version_stays')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'aid_rule_version_stays';
