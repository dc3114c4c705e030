-- Revert yimeng:ym_worker_reads_aid_clause from mysql
REVOKE SELECT ON aid_clause FROM ym_worker@localhost;
