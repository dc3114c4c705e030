-- Verify yimeng:concern_rule_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 6, 'not every kind of concern has its deadline') FROM concern_rule;
