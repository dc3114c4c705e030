-- Deploy yimeng:ym_check_reads_award_objections to mysql
-- Read-only, for the invariants.
GRANT SELECT (id, notice_id, line, raised_at, decided_at, decided_by, upheld) ON award_objection TO ym_check@localhost;
