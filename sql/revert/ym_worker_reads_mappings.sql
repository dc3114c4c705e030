-- Revert yimeng:ym_worker_reads_mappings from mysql
REVOKE SELECT ON import_mapping FROM ym_worker@localhost;
