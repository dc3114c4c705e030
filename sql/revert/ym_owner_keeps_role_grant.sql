-- Revert yimeng:ym_owner_keeps_role_grant from mysql
REVOKE SELECT, UPDATE, TRIGGER ON role_grant FROM ym_owner@localhost;
