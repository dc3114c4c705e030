-- Deploy yimeng:ym_match_moves_audit_head to mysql
-- The match program moves the trail's head.
GRANT SELECT, UPDATE (seq, hash) ON audit_head TO ym_match@localhost;
