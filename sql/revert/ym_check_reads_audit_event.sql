-- Revert yimeng:ym_check_reads_audit_event from mysql
REVOKE SELECT ON audit_event FROM ym_check@localhost;
