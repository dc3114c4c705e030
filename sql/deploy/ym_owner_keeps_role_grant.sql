-- Deploy yimeng:ym_owner_keeps_role_grant to mysql
-- The triggers run as the owner.
GRANT SELECT, UPDATE, TRIGGER ON role_grant TO ym_owner@localhost;
