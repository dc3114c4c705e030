-- Revert yimeng:aid_rule_version from mysql
DROP TABLE IF EXISTS aid_rule_version;
