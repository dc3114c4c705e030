-- Deploy yimeng:ym_worker_makes_accounts to mysql
-- `yimeng account`; what else the worker reads of accounts, sealed secrets among them, is granted by ym_worker_reseals_account.
GRANT SELECT (name, sso_name, password_hash, password_changed_at, totp_confirmed_at, totp_last_step,
	created_at, disabled_at, demo), INSERT (login, name, sso_name, telephone_sealed, email_sealed, password_hash,
	created_at), UPDATE (password_hash, password_changed_at, password_must_change, totp_confirmed_at,
	totp_last_step, disabled_at, demo) ON account TO ym_worker@localhost;
