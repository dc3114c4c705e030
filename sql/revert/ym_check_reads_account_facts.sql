-- Revert yimeng:ym_check_reads_account_facts from mysql
REVOKE SELECT (id, login, sso_name, created_at, disabled_at, totp_confirmed_at, password_must_change, demo) ON account
	FROM ym_check@localhost;
