-- Verify yimeng:help_rule_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 16, 'not every kind of request has its deadlines') FROM help_rule;
