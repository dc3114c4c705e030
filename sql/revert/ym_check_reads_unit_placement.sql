-- Revert yimeng:ym_check_reads_unit_placement from mysql
REVOKE SELECT ON unit_placement FROM ym_check@localhost;
