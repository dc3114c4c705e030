-- Revert yimeng:ym_check_reads_requests from mysql
REVOKE SELECT (id, kind, asked_at, asked_by, due_on, decided_at, decided_by, granted, carried_out_at) ON personal_request
	FROM ym_check@localhost;
