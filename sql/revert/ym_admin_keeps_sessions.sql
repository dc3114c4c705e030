-- Revert yimeng:ym_admin_keeps_sessions from mysql
REVOKE SELECT, INSERT (token_digest, account_id, grant_id, stage, method, started_at, seen_at, second_factor_at,
	address, browser), UPDATE (token_digest, grant_id, stage, seen_at, second_factor_at, ended_at) ON staff_session FROM
	ym_admin@localhost;
