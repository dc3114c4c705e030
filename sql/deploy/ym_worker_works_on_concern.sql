-- Deploy yimeng:ym_worker_works_on_concern to mysql
-- The worker works on concern.
GRANT SELECT, INSERT, UPDATE ON concern TO ym_worker@localhost;
