-- Revert yimeng:ym_check_reads_concern_held from mysql
REVOKE SELECT ON concern_held FROM ym_check@localhost;
