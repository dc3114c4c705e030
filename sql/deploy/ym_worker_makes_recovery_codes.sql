-- Deploy yimeng:ym_worker_makes_recovery_codes to mysql
-- `yimeng account`.
GRANT SELECT (account_id, code_digest, used_at), INSERT (account_id, code_digest), UPDATE (used_at) ON recovery_code TO
	ym_worker@localhost;
