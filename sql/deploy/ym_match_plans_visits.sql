-- Deploy yimeng:ym_match_plans_visits to mysql
-- Families plan visits and report on them.
GRANT SELECT (id, pair_id, visit_key, planned_on, part, place, with_whom, planned_at, cancelled_at, outcome,
	happened_on, minutes, note_sealed, reported_at, review, review_words), INSERT (pair_id, visit_key, planned_on, part,
	place, with_whom, planned_at), UPDATE (cancelled_at, outcome, happened_on, minutes, note_sealed, reported_at) ON visit
	TO ym_match@localhost;
