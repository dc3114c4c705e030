-- Deploy yimeng:ym_admin_reads_students to mysql
-- Shown masked; in clear with a reason, and audited.
GRANT SELECT (id, school_id, name_sealed, id_number_sealed, guardian_sealed, telephone_sealed, address_sealed, id_number_index, name_index, row_digest, birth, sex, stage, grade, hardship, since, updated_at) ON student TO ym_admin@localhost;
