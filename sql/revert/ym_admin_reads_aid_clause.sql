-- Revert yimeng:ym_admin_reads_aid_clause from mysql
REVOKE SELECT ON aid_clause FROM ym_admin@localhost;
