-- Revert yimeng:ym_worker_writes_audit_event from mysql
REVOKE SELECT, INSERT ON audit_event FROM ym_worker@localhost;
