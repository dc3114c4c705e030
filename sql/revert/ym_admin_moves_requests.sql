-- Revert yimeng:ym_admin_moves_requests from mysql
REVOKE UPDATE (unit_path) ON personal_request FROM ym_admin@localhost;
