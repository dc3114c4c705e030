-- Revert yimeng:ym_admin_reads_division from mysql
REVOKE SELECT ON division FROM ym_admin@localhost;
