-- Deploy yimeng:ym_check_reads_unit_placement to mysql
-- Read-only, for the invariants.
GRANT SELECT ON unit_placement TO ym_check@localhost;
