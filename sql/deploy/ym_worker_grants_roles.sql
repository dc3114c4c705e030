-- Deploy yimeng:ym_worker_grants_roles to mysql
-- `yimeng account`.
GRANT SELECT, INSERT (account_id, role, unit_id, granted_at, granted_by) ON role_grant TO ym_worker@localhost;
