-- Revert yimeng:ym_check_reads_gap_runs from mysql
REVOKE SELECT ON gap_run FROM ym_check@localhost;
