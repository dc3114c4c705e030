-- Deploy yimeng:ym_admin_asks_for_gap_runs to mysql
-- Staff ask for comparisons.
GRANT SELECT, INSERT (unit_id, path, period, day, account_id, asked_at), UPDATE (job_id) ON gap_run TO
	ym_admin@localhost;
