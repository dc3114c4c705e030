-- Deploy yimeng:ym_check_reads_visit_facts to mysql
-- The checks read facts of visits.
GRANT SELECT (id, pair_id, planned_on, place, with_whom, planned_at, cancelled_at, outcome, happened_on, minutes,
	reported_at, review, reviewed_at, reviewed_by) ON visit TO ym_check@localhost;
