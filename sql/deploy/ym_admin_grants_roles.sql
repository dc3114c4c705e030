-- Deploy yimeng:ym_admin_grants_roles to mysql
-- A grant never changes, it ends.
GRANT SELECT, INSERT (account_id, role, unit_id, granted_at, granted_by), UPDATE (revoked_at, revoked_by) ON role_grant
	TO ym_admin@localhost;
