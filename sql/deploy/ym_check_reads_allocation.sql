-- Deploy yimeng:ym_check_reads_allocation to mysql
-- Read-only, for the invariants.
GRANT SELECT ON allocation TO ym_check@localhost;
