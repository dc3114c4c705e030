-- Deploy yimeng:ym_admin_takes_uploads to mysql
-- Staff bring files.
GRANT SELECT, INSERT, UPDATE (bytes) ON upload TO ym_admin@localhost;
