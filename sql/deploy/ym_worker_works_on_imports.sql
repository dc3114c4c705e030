-- Deploy yimeng:ym_worker_works_on_imports to mysql
-- It looks files through and writes what is good; a command brings files of its own.
GRANT SELECT (kind, state, source, file_name, refusal, mapping, unit_id, account_id, role, rows_seen, rows_new, rows_changed, rows_same, rows_bad, ended_at), INSERT (kind, upload_id, file_name, account_id, role, unit_id, source, state, begun_at), UPDATE (state, mapping, refusal, rows_seen, rows_new, rows_changed, rows_same, rows_bad, ended_at) ON import TO ym_worker@localhost;
