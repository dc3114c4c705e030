-- Verify yimeng:poverty_person on mysql
SELECT id, person_key, unit_id, path, id_number_sealed, name_sealed, id_number_index, name_index, birth, hardship, left_on,
	import_id, updated_at FROM poverty_person WHERE FALSE;
