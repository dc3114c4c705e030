-- Deploy yimeng:ym_match_writes_audit_events to mysql
-- The match program writes the audit trail.
GRANT INSERT ON audit_event TO ym_match@localhost;
