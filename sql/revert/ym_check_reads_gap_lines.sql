-- Revert yimeng:ym_check_reads_gap_lines from mysql
REVOKE SELECT ON gap_line FROM ym_check@localhost;
