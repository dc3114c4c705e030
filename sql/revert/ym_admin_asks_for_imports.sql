-- Revert yimeng:ym_admin_asks_for_imports from mysql
REVOKE INSERT (kind, upload_id, file_name, account_id, role, unit_id, source, state, begun_at), UPDATE (state, mapping, job_id, ended_at) ON import FROM ym_admin@localhost;
