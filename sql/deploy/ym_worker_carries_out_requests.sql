-- Deploy yimeng:ym_worker_carries_out_requests to mysql
-- It decides none.
GRANT SELECT (id, kind, subject, granted, carried_out_at), UPDATE (carried_out_at) ON personal_request TO
	ym_worker@localhost;
