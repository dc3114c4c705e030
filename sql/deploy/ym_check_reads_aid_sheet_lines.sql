-- Deploy yimeng:ym_check_reads_aid_sheet_lines to mysql
-- Read-only, for the invariants.
GRANT SELECT ON aid_sheet_line TO ym_check@localhost;
