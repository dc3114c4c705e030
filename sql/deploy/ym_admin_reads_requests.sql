-- Deploy yimeng:ym_admin_reads_requests to mysql
-- Which requests wait.
GRANT SELECT ON personal_request TO ym_admin@localhost;
