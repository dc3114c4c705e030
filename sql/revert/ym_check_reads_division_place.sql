-- Revert yimeng:ym_check_reads_division_place from mysql
REVOKE SELECT ON division_place FROM ym_check@localhost;
