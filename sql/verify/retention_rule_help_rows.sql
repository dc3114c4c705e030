-- Verify yimeng:retention_rule_help_rows on mysql
SELECT sqitch.checkit(COUNT(*) = 1, 'requests for help have no rule') FROM retention_rule WHERE subject = 'help_request';
