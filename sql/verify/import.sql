-- Verify yimeng:import on mysql
SELECT id, kind, upload_id, file_name, account_id, role, unit_id, unit_path, county_path, town_path, source, state, refusal, mapping, job_id, rows_seen, rows_new, rows_changed, rows_same, rows_bad, begun_at, ended_at
FROM import WHERE FALSE;
