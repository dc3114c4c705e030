-- Deploy yimeng:ym_worker_moves_requests to mysql
-- As ym_admin_moves_requests.
GRANT SELECT (unit_path), UPDATE (unit_path) ON personal_request TO ym_worker@localhost;
