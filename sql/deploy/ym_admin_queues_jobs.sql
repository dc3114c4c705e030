-- Deploy yimeng:ym_admin_queues_jobs to mysql
-- Staff queue jobs, look and cancel; the position is the worker's.
GRANT SELECT, INSERT (kind, subject, once_key, account_id, unit_path, input, total, queued_at, not_before), UPDATE (state, cancel_asked_at, ended_at, end_due) ON job TO ym_admin@localhost;
