-- Deploy yimeng:ym_owner_triggers_on_concern to mysql
-- The triggers run as the owner; officer_id it reads already.
GRANT SELECT (id), TRIGGER ON concern TO ym_owner@localhost;
