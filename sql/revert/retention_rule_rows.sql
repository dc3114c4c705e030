-- Revert yimeng:retention_rule_rows from mysql
DELETE FROM retention_rule;
