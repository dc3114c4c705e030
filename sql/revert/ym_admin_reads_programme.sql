-- Revert yimeng:ym_admin_reads_programme from mysql
REVOKE SELECT ON programme FROM ym_admin@localhost;
