-- Deploy yimeng:ym_worker_reseals_kept_form to mysql
-- Key rotation opens, seals and indexes anew.
GRANT SELECT (id, token_digest, body_sealed),
	UPDATE (body_sealed) ON kept_form TO ym_worker@localhost;
