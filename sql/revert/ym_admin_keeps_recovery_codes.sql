-- Revert yimeng:ym_admin_keeps_recovery_codes from mysql
REVOKE SELECT, INSERT (account_id, code_digest), UPDATE (used_at) ON recovery_code FROM ym_admin@localhost;
