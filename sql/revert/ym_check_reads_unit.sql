-- Revert yimeng:ym_check_reads_unit from mysql
REVOKE SELECT ON unit FROM ym_check@localhost;
