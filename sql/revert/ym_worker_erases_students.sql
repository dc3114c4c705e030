-- Revert yimeng:ym_worker_erases_students from mysql
REVOKE SELECT (id, code, birth, left_on, erased_at), UPDATE (name_sealed, id_number_sealed, guardian_sealed,
	telephone_sealed, address_sealed, id_number_index, name_index, telephone_index, birth, row_digest, erased_at) ON
	student FROM ym_worker@localhost;
