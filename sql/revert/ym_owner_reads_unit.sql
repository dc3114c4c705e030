-- Revert yimeng:ym_owner_reads_unit from mysql
REVOKE SELECT ON unit FROM ym_owner@localhost;
