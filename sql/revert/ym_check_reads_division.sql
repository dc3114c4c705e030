-- Revert yimeng:ym_check_reads_division from mysql
REVOKE SELECT ON division FROM ym_check@localhost;
