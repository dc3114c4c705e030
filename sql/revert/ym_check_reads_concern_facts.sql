-- Revert yimeng:ym_check_reads_concern_facts from mysql
REVOKE SELECT (id, kind, raised_by, pair_id, student_id, path, raised_at, due_at, officer_id, not_officer_id,
	climbed_at, report_due_at, reported_at, closed_at, closed_by, outcome, state) ON concern FROM ym_check@localhost;
