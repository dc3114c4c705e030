-- Revert yimeng:ym_admin_reads_students from mysql
REVOKE SELECT (id, school_id, name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, address_sealed, id_number_index, name_index, row_digest, birth, sex, stage, grade, hardship, since, updated_at) ON student FROM ym_admin@localhost;
