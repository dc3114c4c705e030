-- Verify yimeng:vetting_rule_rows on mysql
SELECT sqitch.checkit(COUNT(*) > 0, 'no rows in vetting_rule') FROM vetting_rule WHERE version = 1;
