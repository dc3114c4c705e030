-- Revert yimeng:ym_admin_reads_holiday from mysql
REVOKE SELECT ON holiday FROM ym_admin@localhost;
