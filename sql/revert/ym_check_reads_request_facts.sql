-- Revert yimeng:ym_check_reads_request_facts from mysql
REVOKE SELECT (id, kind, urgency, path, level, student_id, raised_at, triage_due_at, due_at, climb_due_at, proved_at,
	triaged_at, triaged_by, officer_id, answered_at, answered_by, refused_at, confirmed_at, reopened_at, merged_into, open,
	state) ON help_request FROM ym_check@localhost;
