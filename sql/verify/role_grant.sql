-- Verify yimeng:role_grant on mysql
SELECT id, account_id, role, unit_id, granted_at, granted_by, revoked_at, revoked_by
FROM role_grant WHERE FALSE;
