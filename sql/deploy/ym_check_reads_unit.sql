-- Deploy yimeng:ym_check_reads_unit to mysql
-- Read-only, for the invariants.
GRANT SELECT ON unit TO ym_check@localhost;
