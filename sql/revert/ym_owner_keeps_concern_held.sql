-- Revert yimeng:ym_owner_keeps_concern_held from mysql
REVOKE INSERT ON concern_held FROM ym_owner@localhost;
