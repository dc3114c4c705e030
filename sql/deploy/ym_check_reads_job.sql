-- Deploy yimeng:ym_check_reads_job to mysql
GRANT SELECT ON job TO ym_check@localhost;
