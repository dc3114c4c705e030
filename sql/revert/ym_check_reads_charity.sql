-- Revert yimeng:ym_check_reads_charity from mysql
REVOKE SELECT ON charity FROM ym_check@localhost;
