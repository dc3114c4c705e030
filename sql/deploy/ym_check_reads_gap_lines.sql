-- Deploy yimeng:ym_check_reads_gap_lines to mysql
-- Read-only, for the invariants.
GRANT SELECT ON gap_line TO ym_check@localhost;
