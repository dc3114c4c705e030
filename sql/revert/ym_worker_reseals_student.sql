-- Revert yimeng:ym_worker_reseals_student from mysql
REVOKE SELECT (id, code, school_id, stage, grade, hardship, since, left_on, name_sealed, id_number_sealed,
		guardian_sealed, telephone_sealed, address_sealed, id_number_index, name_index, telephone_index,
		row_digest),
	UPDATE (name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, address_sealed, id_number_index,
		name_index, telephone_index, row_digest) ON student FROM ym_worker@localhost;
