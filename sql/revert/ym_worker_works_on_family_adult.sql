-- Revert yimeng:ym_worker_works_on_family_adult from mysql
REVOKE SELECT, INSERT, UPDATE ON family_adult FROM ym_worker@localhost;
