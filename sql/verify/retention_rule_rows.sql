-- Verify yimeng:retention_rule_rows on mysql
SELECT sqitch.checkit(COUNT(*) >= 11, 'retention_rule lacks rows') FROM retention_rule;
