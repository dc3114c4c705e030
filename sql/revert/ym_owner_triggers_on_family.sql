-- Revert yimeng:ym_owner_triggers_on_family from mysql
REVOKE SELECT (approved_at, approved_by, approved_until), TRIGGER ON family FROM ym_owner@localhost;
