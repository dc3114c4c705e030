-- Deploy yimeng:ym_owner_triggers_on_unit to mysql
-- The triggers run as the owner.
GRANT TRIGGER ON unit TO ym_owner@localhost;
