-- Deploy yimeng:ym_worker_reads_vetting_check to mysql
-- The worker reads vetting_check.
GRANT SELECT ON vetting_check TO ym_worker@localhost;
