-- Deploy yimeng:ym_worker_reads_division to mysql
-- Public data.
GRANT SELECT ON division TO ym_worker@localhost;
