-- Deploy yimeng:ym_check_reads_account_facts to mysql
-- Read-only, for the invariants; no hash, no secret, no personal field.
GRANT SELECT (id, login, sso_name, created_at, disabled_at, totp_confirmed_at, password_must_change, demo) ON account TO
	ym_check@localhost;
