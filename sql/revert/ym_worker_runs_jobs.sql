-- Revert yimeng:ym_worker_runs_jobs from mysql
REVOKE SELECT, INSERT, UPDATE ON job FROM ym_worker@localhost;
