-- Revert yimeng:ym_worker_reseals_telephone_change from mysql
REVOKE SELECT (id, change_key, telephone_sealed),
	UPDATE (telephone_sealed) ON telephone_change FROM ym_worker@localhost;
