-- Revert yimeng:ym_check_reads_need from mysql
REVOKE SELECT ON need FROM ym_check@localhost;
