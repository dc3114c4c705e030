-- Revert yimeng:ym_owner_triggers_on_aid_rule_version from mysql
REVOKE TRIGGER ON aid_rule_version FROM ym_owner@localhost;
