-- Revert yimeng:ym_admin_reads_gap_tallies from mysql
REVOKE SELECT ON gap_tally FROM ym_admin@localhost;
