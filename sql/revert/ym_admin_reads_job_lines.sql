-- Revert yimeng:ym_admin_reads_job_lines from mysql
REVOKE SELECT, INSERT ON job_line FROM ym_admin@localhost;
