-- Revert yimeng:ym_pledge_reads_giving_total from mysql
REVOKE SELECT ON giving_total FROM ym_pledge@localhost;
