-- Revert yimeng:ym_worker_wipes_jobs from mysql
REVOKE DELETE ON job FROM ym_worker@localhost;
