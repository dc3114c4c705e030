-- Deploy yimeng:ym_aid_writes_audit_events to mysql
-- The aid program writes the audit trail.
GRANT INSERT ON audit_event TO ym_aid@localhost;
