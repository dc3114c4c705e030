-- Revert yimeng:vetting_rule from mysql
DROP TABLE IF EXISTS vetting_rule;
