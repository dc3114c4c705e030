-- Revert yimeng:ym_worker_keeps_student_history from mysql
REVOKE INSERT (student_id, history_key, changed_at, account_id, import_id, fields, before_sealed) ON student_history FROM ym_worker@localhost;
