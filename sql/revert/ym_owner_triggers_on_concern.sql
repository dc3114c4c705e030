-- Revert yimeng:ym_owner_triggers_on_concern from mysql
REVOKE SELECT (id), TRIGGER ON concern FROM ym_owner@localhost;
