-- Deploy yimeng:ym_check_reads_requests to mysql
-- Read-only, for the invariants: who asked and who decided, not about whom.
GRANT SELECT (id, kind, asked_at, asked_by, due_on, decided_at, decided_by, granted, carried_out_at) ON personal_request
	TO ym_check@localhost;
