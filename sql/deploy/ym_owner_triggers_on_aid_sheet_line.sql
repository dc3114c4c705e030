-- Deploy yimeng:ym_owner_triggers_on_aid_sheet_line to mysql
-- The triggers run as the owner.
GRANT TRIGGER ON aid_sheet_line TO ym_owner@localhost;
