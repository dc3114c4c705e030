-- Revert yimeng:retention_rule from mysql
DROP TABLE IF EXISTS retention_rule;
