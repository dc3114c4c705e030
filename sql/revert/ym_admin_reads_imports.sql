-- Revert yimeng:ym_admin_reads_imports from mysql
REVOKE SELECT ON import FROM ym_admin@localhost;
