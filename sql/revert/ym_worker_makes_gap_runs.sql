-- Revert yimeng:ym_worker_makes_gap_runs from mysql
REVOKE SELECT, INSERT (unit_id, path, period, day, account_id, asked_at), UPDATE (job_id, done_at, students, left_out,
	not_entitled, to_ask, not_enrolled, not_listed, us, lines_kept) ON gap_run FROM ym_worker@localhost;
