-- Deploy yimeng:ym_admin_keeps_sessions to mysql
-- A session stays its account's.
GRANT SELECT, INSERT (token_digest, account_id, grant_id, stage, method, started_at, seen_at, second_factor_at, address,
	browser), UPDATE (token_digest, grant_id, stage, seen_at, second_factor_at, ended_at) ON staff_session TO
	ym_admin@localhost;
