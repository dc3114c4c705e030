-- Deploy yimeng:ym_check_reads_giving_total to mysql
-- Read-only, for the invariants.
GRANT SELECT ON giving_total TO ym_check@localhost;
