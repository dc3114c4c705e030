-- Revert yimeng:ym_admin_reads_division_place from mysql
REVOKE SELECT ON division_place FROM ym_admin@localhost;
