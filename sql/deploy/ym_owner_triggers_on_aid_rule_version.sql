-- Deploy yimeng:ym_owner_triggers_on_aid_rule_version to mysql
-- The triggers run as the owner.
GRANT TRIGGER ON aid_rule_version TO ym_owner@localhost;
