-- Deploy yimeng:ym_worker_reads_programme to mysql
-- Jobs read programme.
GRANT SELECT ON programme TO ym_worker@localhost;
