-- Revert yimeng:ym_worker_makes_recovery_codes from mysql
REVOKE SELECT (account_id, code_digest, used_at), INSERT (account_id, code_digest), UPDATE (used_at) ON recovery_code
	FROM ym_worker@localhost;
