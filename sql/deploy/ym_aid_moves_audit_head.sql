-- Deploy yimeng:ym_aid_moves_audit_head to mysql
-- The aid program moves the trail's head.
GRANT SELECT, UPDATE (seq, hash) ON audit_head TO ym_aid@localhost;
