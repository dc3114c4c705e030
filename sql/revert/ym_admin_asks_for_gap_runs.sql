-- Revert yimeng:ym_admin_asks_for_gap_runs from mysql
REVOKE SELECT, INSERT (unit_id, path, period, day, account_id, asked_at), UPDATE (job_id) ON gap_run FROM
	ym_admin@localhost;
