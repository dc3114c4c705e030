-- Revert yimeng:ym_worker_wipes_jobs from mysql
REVOKE SELECT, DELETE ON job FROM ym_worker@localhost;
