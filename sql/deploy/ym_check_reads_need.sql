-- Deploy yimeng:ym_check_reads_need to mysql
-- Read-only, for the invariants.
GRANT SELECT ON need TO ym_check@localhost;
