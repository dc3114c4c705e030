-- Revert yimeng:ym_match_moves_audit_head from mysql
REVOKE SELECT, UPDATE (seq, hash) ON audit_head FROM ym_match@localhost;
