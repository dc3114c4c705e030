-- Revert yimeng:ym_worker_logs_jobs from mysql
REVOKE SELECT, INSERT ON job_line FROM ym_worker@localhost;
