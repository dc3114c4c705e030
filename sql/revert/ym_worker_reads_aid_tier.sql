-- Revert yimeng:ym_worker_reads_aid_tier from mysql
REVOKE SELECT ON aid_tier FROM ym_worker@localhost;
