-- Revert yimeng:ym_worker_reads_aid_facts from mysql
REVOKE SELECT ON aid_fact FROM ym_worker@localhost;
