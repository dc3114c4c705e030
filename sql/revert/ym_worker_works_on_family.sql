-- Revert yimeng:ym_worker_works_on_family from mysql
REVOKE SELECT, INSERT, UPDATE ON family FROM ym_worker@localhost;
