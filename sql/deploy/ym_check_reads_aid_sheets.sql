-- Deploy yimeng:ym_check_reads_aid_sheets to mysql
-- Read-only, for the invariants.
GRANT SELECT ON aid_sheet TO ym_check@localhost;
