-- Deploy yimeng:ym_check_reads_charity to mysql
-- Read-only, for the invariants.
GRANT SELECT ON charity TO ym_check@localhost;
