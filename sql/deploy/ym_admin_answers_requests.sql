-- Deploy yimeng:ym_admin_answers_requests to mysql
-- Of a request only its answer changes; ym_admin_reads_requests lets it look.
GRANT INSERT (kind, subject, unit_path, asked_at, asked_by, due_on), UPDATE (decided_at, decided_by, granted, reason,
	carried_out_at) ON personal_request TO ym_admin@localhost;
