-- Revert yimeng:ym_worker_moves_requests from mysql
REVOKE SELECT (unit_path), UPDATE (unit_path) ON personal_request FROM ym_worker@localhost;
