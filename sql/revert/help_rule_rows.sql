-- Revert yimeng:help_rule_rows from mysql
DELETE FROM help_rule;
