-- Deploy yimeng:ym_check_reads_audit_head to mysql
-- Read-only, for yimeng audit verify and head.
GRANT SELECT ON audit_head TO ym_check@localhost;
