-- Revert yimeng:ym_owner_reads_aid_clause from mysql
REVOKE SELECT ON aid_clause FROM ym_owner@localhost;
