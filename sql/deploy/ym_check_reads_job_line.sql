-- Deploy yimeng:ym_check_reads_job_line to mysql
GRANT SELECT ON job_line TO ym_check@localhost;
