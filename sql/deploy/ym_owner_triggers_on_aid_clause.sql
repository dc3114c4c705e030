-- Deploy yimeng:ym_owner_triggers_on_aid_clause to mysql
-- The triggers run as the owner.
GRANT TRIGGER ON aid_clause TO ym_owner@localhost;
