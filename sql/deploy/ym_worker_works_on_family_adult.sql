-- Deploy yimeng:ym_worker_works_on_family_adult to mysql
-- The worker works on family_adult.
GRANT SELECT, INSERT, UPDATE ON family_adult TO ym_worker@localhost;
