-- Revert yimeng:ym_pledge_reads_need from mysql
REVOKE SELECT ON need FROM ym_pledge@localhost;
