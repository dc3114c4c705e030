-- Deploy yimeng:ym_worker_reads_division_place to mysql
-- The worker reads division_place.
GRANT SELECT ON division_place TO ym_worker@localhost;
