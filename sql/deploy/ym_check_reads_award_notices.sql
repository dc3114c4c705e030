-- Deploy yimeng:ym_check_reads_award_notices to mysql
-- Read-only, for the invariants.
GRANT SELECT ON award_notice TO ym_check@localhost;
