-- Revert yimeng:ym_worker_reads_programme from mysql
REVOKE SELECT ON programme FROM ym_worker@localhost;
