-- Deploy yimeng:ym_worker_writes_students to mysql
-- The register is kept by imports.
GRANT INSERT (school_id, path, name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, address_sealed, id_number_index, name_index, telephone_index, row_digest, birth, sex, stage, grade, hardship, since, left_on, updated_at, code), UPDATE (school_id, sex, stage, grade, hardship, since, left_on, updated_at) ON student TO ym_worker@localhost;
