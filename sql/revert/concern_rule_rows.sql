-- Revert yimeng:concern_rule_rows from mysql
DELETE FROM concern_rule;
