-- Revert yimeng:ym_owner_triggers_on_aid_sheet_line from mysql
REVOKE TRIGGER ON aid_sheet_line FROM ym_owner@localhost;
