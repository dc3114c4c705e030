-- Verify yimeng:account on mysql
SELECT id, login, name, sso_name, telephone_sealed, email_sealed, password_hash, password_changed_at, password_must_change, totp_secret_sealed, totp_confirmed_at, totp_last_step, created_at, created_by, disabled_at, disabled, demo
FROM account WHERE FALSE;
