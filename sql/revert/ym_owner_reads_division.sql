-- Revert yimeng:ym_owner_reads_division from mysql
REVOKE SELECT ON division FROM ym_owner@localhost;
