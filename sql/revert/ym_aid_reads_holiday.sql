-- Revert yimeng:ym_aid_reads_holiday from mysql
REVOKE SELECT ON holiday FROM ym_aid@localhost;
