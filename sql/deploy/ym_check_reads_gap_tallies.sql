-- Deploy yimeng:ym_check_reads_gap_tallies to mysql
-- Read-only, for the invariants.
GRANT SELECT ON gap_tally TO ym_check@localhost;
