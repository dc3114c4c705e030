-- Revert yimeng:ym_worker_makes_exports from mysql
REVOKE SELECT (serial, kind, format, account_id, role, unit_path, filter, unmasked, reason, row_count, ready_at), UPDATE (row_count, ready_at) ON export FROM ym_worker@localhost;
