-- Deploy yimeng:ym_worker_works_on_family to mysql
-- The worker works on family.
GRANT SELECT, INSERT, UPDATE ON family TO ym_worker@localhost;
