-- Deploy yimeng:ym_check_reads_role_grant to mysql
-- Read-only, for the invariants.
GRANT SELECT ON role_grant TO ym_check@localhost;
