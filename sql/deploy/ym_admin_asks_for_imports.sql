-- Deploy yimeng:ym_admin_asks_for_imports to mysql
-- Staff bring files, map headings, ask for the commit.
GRANT INSERT (kind, upload_id, file_name, account_id, role, unit_id, source, state, begun_at), UPDATE (state, mapping, job_id, ended_at) ON import TO ym_admin@localhost;
