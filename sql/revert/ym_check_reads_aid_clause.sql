-- Revert yimeng:ym_check_reads_aid_clause from mysql
REVOKE SELECT ON aid_clause FROM ym_check@localhost;
