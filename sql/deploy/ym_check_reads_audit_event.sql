-- Deploy yimeng:ym_check_reads_audit_event to mysql
-- Read-only, for yimeng audit verify.
GRANT SELECT ON audit_event TO ym_check@localhost;
