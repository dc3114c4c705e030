-- Verify yimeng:aid_rule_version_kept on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'no trigger aid_rule_version_kept')
	FROM information_schema.triggers WHERE trigger_schema = DATABASE() AND trigger_name = 'aid_rule_version_kept';
