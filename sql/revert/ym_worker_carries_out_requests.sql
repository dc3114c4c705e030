-- Revert yimeng:ym_worker_carries_out_requests from mysql
REVOKE SELECT (id, kind, subject, granted, carried_out_at), UPDATE (carried_out_at) ON personal_request FROM
	ym_worker@localhost;
