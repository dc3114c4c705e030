-- Deploy yimeng:ym_admin_works_on_visit to mysql
-- Staff work on visit.
GRANT SELECT, INSERT, UPDATE ON visit TO ym_admin@localhost;
