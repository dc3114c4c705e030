-- Deploy yimeng:ym_owner_keeps_concern_held to mysql
-- The triggers run as the owner.
GRANT INSERT ON concern_held TO ym_owner@localhost;
