-- Revert yimeng:ym_check_reads_gap_tallies from mysql
REVOKE SELECT ON gap_tally FROM ym_check@localhost;
