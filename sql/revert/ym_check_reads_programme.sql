-- Revert yimeng:ym_check_reads_programme from mysql
REVOKE SELECT ON programme FROM ym_check@localhost;
