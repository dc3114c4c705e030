-- Verify yimeng:concern on mysql
SELECT id, code, kind, raised_by, pair_id, student_id, path, body_sealed, contact_sealed, form_digest, raised_at,
	due_at, officer_id, not_officer_id, told_at, climbed_at, report_due_at, reported_at, reported_by, answered_at, closed_at,
	closed_by, outcome, words, state
FROM concern WHERE FALSE;
