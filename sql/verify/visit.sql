-- Verify yimeng:visit on mysql
SELECT id, pair_id, visit_key, planned_on, part, place, with_whom, planned_at, cancelled_at, outcome, happened_on,
	minutes, note_sealed, reported_at, review, reviewed_at, reviewed_by, review_words
FROM visit WHERE FALSE;
