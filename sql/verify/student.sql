-- Verify yimeng:student on mysql
SELECT id, code, school_id, path, name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, address_sealed, id_number_index, name_index, telephone_index, birth, sex, stage, grade, hardship, row_digest, since, left_on, updated_at, erased_at
FROM student WHERE FALSE;
