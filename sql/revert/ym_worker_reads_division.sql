-- Revert yimeng:ym_worker_reads_division from mysql
REVOKE SELECT ON division FROM ym_worker@localhost;
