-- Deploy yimeng:ym_admin_keeps_recovery_codes to mysql
-- Used once, never deleted.
GRANT SELECT, INSERT (account_id, code_digest), UPDATE (used_at) ON recovery_code TO ym_admin@localhost;
