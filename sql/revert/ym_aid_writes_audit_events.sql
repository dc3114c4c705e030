-- Revert yimeng:ym_aid_writes_audit_events from mysql
REVOKE INSERT ON audit_event FROM ym_aid@localhost;
