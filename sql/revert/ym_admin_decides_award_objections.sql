-- Revert yimeng:ym_admin_decides_award_objections from mysql
REVOKE SELECT, UPDATE (decided_at, decided_by, upheld, reason) ON award_objection FROM ym_admin@localhost;
