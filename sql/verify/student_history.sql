-- Verify yimeng:student_history on mysql
SELECT id, student_id, history_key, changed_at, account_id, import_id, fields, before_sealed
FROM student_history WHERE FALSE;
