-- Deploy yimeng:ym_check_reads_division to mysql
-- Read-only, for the invariants.
GRANT SELECT ON division TO ym_check@localhost;
