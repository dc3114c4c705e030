-- Revert yimeng:ym_admin_reads_concern_held from mysql
REVOKE SELECT ON concern_held FROM ym_admin@localhost;
