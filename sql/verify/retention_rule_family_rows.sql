-- Verify yimeng:retention_rule_family_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 4, 'retention_rule lacks families')
	FROM retention_rule WHERE subject IN ('family_session', 'family_unpaired', 'family_paired', 'family_for_cause');
