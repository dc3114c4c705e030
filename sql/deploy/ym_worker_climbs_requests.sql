-- Deploy yimeng:ym_worker_climbs_requests to mysql
-- Late requests climb, old ones are wiped, keys change.
GRANT SELECT, UPDATE (level, climb_due_at, officer_id, assigned_at, changed_at, body_sealed, child_sealed, child_index,
	telephone_sealed, telephone_index, last_four_index) ON help_request TO ym_worker@localhost;
