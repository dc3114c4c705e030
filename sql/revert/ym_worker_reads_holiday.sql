-- Revert yimeng:ym_worker_reads_holiday from mysql
REVOKE SELECT ON holiday FROM ym_worker@localhost;
