-- Revert yimeng:ym_admin_changes_student_telephones from mysql
REVOKE UPDATE (telephone_sealed, telephone_index, row_digest, updated_at) ON student FROM ym_admin@localhost;
