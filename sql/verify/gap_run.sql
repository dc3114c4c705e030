-- Verify yimeng:gap_run on mysql
SELECT id, unit_id, path, period, day, account_id, job_id, asked_at, done_at, students, left_out, not_entitled, to_ask, not_enrolled,
	not_listed, us, lines_kept
FROM gap_run WHERE FALSE;
