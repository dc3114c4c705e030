-- Deploy yimeng:ym_admin_writes_audit_event to mysql
-- Nobody may change or delete a row of it.
GRANT SELECT, INSERT ON audit_event TO ym_admin@localhost;
