-- Verify yimeng:retention_rule_concern_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 2, 'concerns have no terms') FROM retention_rule WHERE subject IN ('concern', 'concern_harm');
