-- Revert yimeng:ym_owner_keeps_giving_total from mysql
REVOKE SELECT, UPDATE ON giving_total FROM ym_owner@localhost;
