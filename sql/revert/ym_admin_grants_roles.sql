-- Revert yimeng:ym_admin_grants_roles from mysql
REVOKE SELECT, INSERT (account_id, role, unit_id, granted_at, granted_by), UPDATE (revoked_at, revoked_by) ON role_grant
	FROM ym_admin@localhost;
