-- Revert yimeng:ym_check_reads_role_grant from mysql
REVOKE SELECT ON role_grant FROM ym_check@localhost;
