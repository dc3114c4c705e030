-- Revert yimeng:ym_admin_reads_gifts from mysql
REVOKE SELECT (pledge_id, received_on) ON allocation FROM ym_admin@localhost;
