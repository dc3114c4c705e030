-- Revert yimeng:ym_check_reads_holiday from mysql
REVOKE SELECT ON holiday FROM ym_check@localhost;
