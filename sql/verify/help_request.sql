-- Verify yimeng:help_request on mysql
SELECT id, code, kind, urgency, raised_by, path, level, student_id, body_sealed, child_sealed, child_index, telephone_sealed,
	telephone_index, last_four_index, form_digest, raised_at, triage_due_at, due_at, climb_due_at, proved_at, triaged_at, triaged_by, officer_id,
	assigned_at, answered_at, answered_by, refused_at, refused_by, confirmed_at, reopened_at, merged_into, merged_at, visit_id, award_code,
	changed_at, open, state
FROM help_request WHERE FALSE;
