-- Revert yimeng:ym_admin_asks_for_exports from mysql
REVOKE SELECT, INSERT (serial, kind, format, account_id, role, unit_path, filter, unmasked, reason, asked_at), UPDATE (job_id) ON export FROM ym_admin@localhost;
