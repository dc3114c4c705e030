-- Revert yimeng:ym_admin_chooses_officers from mysql
REVOKE SELECT ON concern_officer FROM ym_admin@localhost;
