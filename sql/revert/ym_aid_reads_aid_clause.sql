-- Revert yimeng:ym_aid_reads_aid_clause from mysql
REVOKE SELECT ON aid_clause FROM ym_aid@localhost;
