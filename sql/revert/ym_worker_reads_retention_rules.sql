-- Revert yimeng:ym_worker_reads_retention_rules from mysql
REVOKE SELECT ON retention_rule FROM ym_worker@localhost;
