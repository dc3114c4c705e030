-- Revert yimeng:ym_admin_reads_student_history from mysql
REVOKE SELECT (id, student_id, changed_at, account_id, fields, import_id) ON student_history FROM ym_admin@localhost;
