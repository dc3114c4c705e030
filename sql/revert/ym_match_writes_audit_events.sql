-- Revert yimeng:ym_match_writes_audit_events from mysql
REVOKE INSERT ON audit_event FROM ym_match@localhost;
