-- Revert yimeng:ym_admin_keeps_student_past from mysql
REVOKE INSERT (student_id, history_key, changed_at, account_id, import_id, fields, before_sealed) ON student_history FROM
	ym_admin@localhost;
