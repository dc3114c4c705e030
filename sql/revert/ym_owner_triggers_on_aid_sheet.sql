-- Revert yimeng:ym_owner_triggers_on_aid_sheet from mysql
REVOKE TRIGGER ON aid_sheet FROM ym_owner@localhost;
