-- Revert yimeng:ym_admin_moves_students from mysql
REVOKE SELECT (path), UPDATE (path) ON student FROM ym_admin@localhost;
