-- Revert yimeng:concern_rule from mysql
DROP TABLE IF EXISTS concern_rule;
