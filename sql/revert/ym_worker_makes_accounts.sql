-- Revert yimeng:ym_worker_makes_accounts from mysql
REVOKE SELECT (name, sso_name, password_hash, password_changed_at, totp_confirmed_at,
	totp_last_step, created_at, disabled_at, demo), INSERT (login, name, sso_name, telephone_sealed, email_sealed,
	password_hash, created_at), UPDATE (password_hash, password_changed_at, password_must_change,
	totp_confirmed_at, totp_last_step, disabled_at, demo) ON account FROM ym_worker@localhost;
