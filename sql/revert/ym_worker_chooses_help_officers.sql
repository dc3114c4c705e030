-- Revert yimeng:ym_worker_chooses_help_officers from mysql
REVOKE SELECT ON help_officer FROM ym_worker@localhost;
