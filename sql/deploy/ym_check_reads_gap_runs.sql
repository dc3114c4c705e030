-- Deploy yimeng:ym_check_reads_gap_runs to mysql
-- Read-only, for the invariants.
GRANT SELECT ON gap_run TO ym_check@localhost;
