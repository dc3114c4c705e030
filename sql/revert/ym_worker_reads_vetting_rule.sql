-- Revert yimeng:ym_worker_reads_vetting_rule from mysql
REVOKE SELECT ON vetting_rule FROM ym_worker@localhost;
