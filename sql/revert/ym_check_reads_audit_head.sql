-- Revert yimeng:ym_check_reads_audit_head from mysql
REVOKE SELECT ON audit_head FROM ym_check@localhost;
