-- Deploy yimeng:ym_admin_reads_job_lines to mysql
-- A job's page shows its log.
GRANT SELECT, INSERT ON job_line TO ym_admin@localhost;
