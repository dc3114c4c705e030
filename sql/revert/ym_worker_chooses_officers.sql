-- Revert yimeng:ym_worker_chooses_officers from mysql
REVOKE SELECT ON concern_officer FROM ym_worker@localhost;
