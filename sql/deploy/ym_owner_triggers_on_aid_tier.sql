-- Deploy yimeng:ym_owner_triggers_on_aid_tier to mysql
-- The triggers run as the owner.
GRANT TRIGGER ON aid_tier TO ym_owner@localhost;
