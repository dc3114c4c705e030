-- Verify yimeng:import on mysql
SELECT id, kind, upload_id, account_id, unit_id, source, state, refusal, rows_seen, rows_new, rows_changed, rows_same, rows_bad, begun_at, ended_at
FROM import WHERE FALSE;
