-- Deploy yimeng:ym_worker_reseals_telephone_change to mysql
-- Key rotation opens, seals and indexes anew.
GRANT SELECT (id, change_key, telephone_sealed),
	UPDATE (telephone_sealed) ON telephone_change TO ym_worker@localhost;
