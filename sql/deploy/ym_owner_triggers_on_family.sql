-- Deploy yimeng:ym_owner_triggers_on_family to mysql
-- The trigger runs as the owner.
GRANT SELECT (approved_at, approved_by, approved_until), TRIGGER ON family TO ym_owner@localhost;
