-- Revert yimeng:ym_owner_reads_charity from mysql
REVOKE SELECT ON charity FROM ym_owner@localhost;
