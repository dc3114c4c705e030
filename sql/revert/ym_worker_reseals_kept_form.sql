-- Revert yimeng:ym_worker_reseals_kept_form from mysql
REVOKE SELECT (id, token_digest, body_sealed),
	UPDATE (body_sealed) ON kept_form FROM ym_worker@localhost;
