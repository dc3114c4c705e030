-- Revert yimeng:ym_worker_adds_gap_tallies from mysql
REVOKE SELECT, INSERT, UPDATE ON gap_tally FROM ym_worker@localhost;
