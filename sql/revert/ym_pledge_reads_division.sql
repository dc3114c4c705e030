-- Revert yimeng:ym_pledge_reads_division from mysql
REVOKE SELECT ON division FROM ym_pledge@localhost;
