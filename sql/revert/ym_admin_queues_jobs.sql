-- Revert yimeng:ym_admin_queues_jobs from mysql
REVOKE SELECT, INSERT (kind, subject, once_key, account_id, unit_path, input, total, queued_at, not_before), UPDATE (state, cancel_asked_at, ended_at, end_due) ON job FROM ym_admin@localhost;
