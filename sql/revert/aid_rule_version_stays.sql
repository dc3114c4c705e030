-- Revert yimeng:aid_rule_version_stays from mysql
DROP TRIGGER IF EXISTS aid_rule_version_stays;
