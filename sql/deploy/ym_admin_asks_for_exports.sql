-- Deploy yimeng:ym_admin_asks_for_exports to mysql
-- Staff ask for exports and fetch their own.
GRANT SELECT, INSERT (serial, kind, format, account_id, role, unit_path, filter, unmasked, reason, asked_at), UPDATE (job_id) ON export TO ym_admin@localhost;
