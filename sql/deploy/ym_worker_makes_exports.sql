-- Deploy yimeng:ym_worker_makes_exports to mysql
-- It makes the files and says where they are.
GRANT SELECT (serial, kind, format, account_id, role, unit_path, filter, unmasked, reason, row_count, ready_at), UPDATE (row_count, ready_at) ON export TO ym_worker@localhost;
