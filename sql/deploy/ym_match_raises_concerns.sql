-- Deploy yimeng:ym_match_raises_concerns to mysql
-- Anybody raises a concern, and follows it by its code.
GRANT SELECT (code, state, raised_at, due_at, form_digest), INSERT (code, kind, raised_by, pair_id, student_id, path,
	body_sealed, contact_sealed, form_digest, raised_at, due_at, officer_id, not_officer_id, report_due_at) ON concern TO
	ym_match@localhost;
