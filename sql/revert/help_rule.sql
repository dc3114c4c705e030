-- Revert yimeng:help_rule from mysql
DROP TABLE IF EXISTS help_rule;
