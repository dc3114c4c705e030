-- Revert yimeng:ym_worker_grants_roles from mysql
REVOKE SELECT, INSERT (account_id, role, unit_id, granted_at, granted_by) ON role_grant FROM ym_worker@localhost;
