-- Revert yimeng:ym_check_reads_job_line from mysql
REVOKE SELECT ON job_line FROM ym_check@localhost;
