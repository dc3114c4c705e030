-- Revert yimeng:ym_worker_wipes_job_lines from mysql
REVOKE DELETE ON job_line FROM ym_worker@localhost;
