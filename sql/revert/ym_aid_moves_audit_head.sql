-- Revert yimeng:ym_aid_moves_audit_head from mysql
REVOKE SELECT, UPDATE (seq, hash) ON audit_head FROM ym_aid@localhost;
