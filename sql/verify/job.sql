-- Verify yimeng:job on mysql
SELECT id, kind, subject, once_key, state, account_id, unit_path, county_path, town_path, input, total, position, claim, attempts, queued_at, not_before, started_at, heartbeat_at, ended_at, cancel_asked_at, failure, end_due
FROM job WHERE FALSE;
