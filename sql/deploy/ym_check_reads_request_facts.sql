-- Deploy yimeng:ym_check_reads_request_facts to mysql
-- The checks read facts of requests.
GRANT SELECT (id, kind, urgency, path, level, student_id, raised_at, triage_due_at, due_at, climb_due_at, proved_at,
	triaged_at, triaged_by, officer_id, answered_at, answered_by, refused_at, confirmed_at, reopened_at, merged_into, open,
	state) ON help_request TO ym_check@localhost;
