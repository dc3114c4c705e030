-- Revert yimeng:ym_admin_works_on_requests from mysql
REVOKE SELECT, UPDATE (kind, urgency, path, level, student_id, triage_due_at, due_at, climb_due_at, proved_at,
	triaged_at, triaged_by, officer_id, assigned_at, answered_at, answered_by, refused_at, refused_by, confirmed_at,
	reopened_at, merged_into, merged_at, visit_id, award_code, changed_at) ON help_request FROM ym_admin@localhost;
