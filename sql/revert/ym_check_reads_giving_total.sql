-- Revert yimeng:ym_check_reads_giving_total from mysql
REVOKE SELECT ON giving_total FROM ym_check@localhost;
