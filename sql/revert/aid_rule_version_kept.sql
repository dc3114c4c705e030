-- Revert yimeng:aid_rule_version_kept from mysql
DROP TRIGGER IF EXISTS aid_rule_version_kept;
