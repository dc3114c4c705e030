-- Revert yimeng:retention_rule_help_rows from mysql
DELETE FROM retention_rule WHERE subject = 'help_request';
