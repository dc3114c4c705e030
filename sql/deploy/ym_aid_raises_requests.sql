-- Deploy yimeng:ym_aid_raises_requests to mysql
-- Anybody raises a request, and follows it by its code.
GRANT SELECT (id, code, kind, urgency, raised_by, path, level, student_id, child_sealed, telephone_sealed,
	last_four_index, form_digest, raised_at, triage_due_at, due_at, climb_due_at, proved_at, officer_id, answered_at,
	answered_by, refused_at, refused_by, confirmed_at, merged_into, open, state), INSERT (code, kind, raised_by, path,
	level, body_sealed, child_sealed, child_index, telephone_sealed, telephone_index, last_four_index, form_digest,
	raised_at, triage_due_at, due_at, climb_due_at, changed_at), UPDATE (student_id, due_at, climb_due_at, proved_at,
	answered_at, answered_by, refused_at, refused_by, confirmed_at, reopened_at, changed_at) ON help_request TO
	ym_aid@localhost;
