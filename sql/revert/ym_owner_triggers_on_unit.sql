-- Revert yimeng:ym_owner_triggers_on_unit from mysql
REVOKE TRIGGER ON unit FROM ym_owner@localhost;
