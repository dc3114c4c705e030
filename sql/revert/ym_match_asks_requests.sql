-- Revert yimeng:ym_match_asks_requests from mysql
REVOKE SELECT (id, kind, subject, asked_at, due_on, decided_at, granted, carried_out_at), INSERT (kind, subject,
	unit_path, asked_at, due_on) ON personal_request FROM ym_match@localhost;
