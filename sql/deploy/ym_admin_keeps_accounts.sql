-- Deploy yimeng:ym_admin_keeps_accounts to mysql
-- Login, name and demo never change; nothing of an account is deleted.
GRANT SELECT, INSERT (login, name, sso_name, telephone_sealed, email_sealed, password_hash, created_at), UPDATE
	(created_by, password_hash, password_changed_at, password_must_change, totp_secret_sealed, totp_confirmed_at,
	totp_last_step, disabled_at) ON account TO ym_admin@localhost;
