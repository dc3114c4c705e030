-- Deploy yimeng:ym_admin_reads_student_history to mysql
-- When what changed, not what it said.
GRANT SELECT (id, student_id, changed_at, account_id, fields, import_id) ON student_history TO ym_admin@localhost;
