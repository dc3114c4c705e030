-- Revert yimeng:ym_match_raises_concerns from mysql
REVOKE SELECT (code, state, raised_at, due_at, form_digest), INSERT (code, kind, raised_by, pair_id, student_id, path,
	body_sealed, contact_sealed, form_digest, raised_at, due_at, officer_id, not_officer_id, report_due_at) ON concern FROM
	ym_match@localhost;
