-- Revert yimeng:ym_worker_reads_division_place from mysql
REVOKE SELECT ON division_place FROM ym_worker@localhost;
