-- Deploy yimeng:ym_match_asks_requests to mysql
-- Families ask for erasure.
GRANT SELECT (id, kind, subject, asked_at, due_on, decided_at, granted, carried_out_at), INSERT (kind, subject,
	unit_path, asked_at, asked_by, due_on) ON personal_request TO ym_match@localhost;
