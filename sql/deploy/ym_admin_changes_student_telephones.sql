-- Deploy yimeng:ym_admin_changes_student_telephones to mysql
-- A school's clerk keys the guardian's new telephone, face to face.
GRANT UPDATE (telephone_sealed, telephone_index, row_digest, updated_at) ON student TO ym_admin@localhost;
