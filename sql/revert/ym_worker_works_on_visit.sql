-- Revert yimeng:ym_worker_works_on_visit from mysql
REVOKE SELECT, INSERT, UPDATE ON visit FROM ym_worker@localhost;
