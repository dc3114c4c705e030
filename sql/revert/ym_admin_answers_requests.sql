-- Revert yimeng:ym_admin_answers_requests from mysql
REVOKE INSERT (kind, subject, unit_path, asked_at, asked_by, due_on), UPDATE (decided_at, decided_by, granted, reason,
	carried_out_at) ON personal_request FROM ym_admin@localhost;
