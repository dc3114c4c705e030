-- Revert yimeng:ym_worker_reads_vetting_check from mysql
REVOKE SELECT ON vetting_check FROM ym_worker@localhost;
