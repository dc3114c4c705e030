-- Revert yimeng:ym_admin_writes_audit_event from mysql
REVOKE SELECT, INSERT ON audit_event FROM ym_admin@localhost;
