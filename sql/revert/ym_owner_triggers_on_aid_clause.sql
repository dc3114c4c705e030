-- Revert yimeng:ym_owner_triggers_on_aid_clause from mysql
REVOKE TRIGGER ON aid_clause FROM ym_owner@localhost;
