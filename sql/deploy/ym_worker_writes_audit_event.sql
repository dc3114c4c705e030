-- Deploy yimeng:ym_worker_writes_audit_event to mysql
-- Nobody may change or delete a row of it.
GRANT SELECT, INSERT ON audit_event TO ym_worker@localhost;
