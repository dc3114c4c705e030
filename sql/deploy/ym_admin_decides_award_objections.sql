-- Deploy yimeng:ym_admin_decides_award_objections to mysql
-- Staff decide objections.
GRANT SELECT, UPDATE (decided_at, decided_by, upheld, reason) ON award_objection TO ym_admin@localhost;
