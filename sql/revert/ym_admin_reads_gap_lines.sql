-- Revert yimeng:ym_admin_reads_gap_lines from mysql
REVOKE SELECT ON gap_line FROM ym_admin@localhost;
