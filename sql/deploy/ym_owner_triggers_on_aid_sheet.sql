-- Deploy yimeng:ym_owner_triggers_on_aid_sheet to mysql
-- The triggers run as the owner.
GRANT TRIGGER ON aid_sheet TO ym_owner@localhost;
