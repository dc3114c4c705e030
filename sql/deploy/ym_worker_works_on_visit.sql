-- Deploy yimeng:ym_worker_works_on_visit to mysql
-- The worker works on visit.
GRANT SELECT, INSERT, UPDATE ON visit TO ym_worker@localhost;
