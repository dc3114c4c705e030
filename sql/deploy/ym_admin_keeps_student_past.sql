-- Deploy yimeng:ym_admin_keeps_student_past to mysql
-- What the row said before.
GRANT INSERT (student_id, history_key, changed_at, account_id, import_id, fields, before_sealed) ON student_history TO
	ym_admin@localhost;
