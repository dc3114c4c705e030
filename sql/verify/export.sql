-- Verify yimeng:export on mysql
SELECT id, serial, kind, format, account_id, role, unit_path, filter, unmasked, reason, row_count, upload_id, job_id, asked_at, ready_at
FROM export WHERE FALSE;
