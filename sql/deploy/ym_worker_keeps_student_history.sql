-- Deploy yimeng:ym_worker_keeps_student_history to mysql
-- What a row said before an import changed it.
GRANT INSERT (student_id, history_key, changed_at, account_id, import_id, fields, before_sealed) ON student_history TO ym_worker@localhost;
