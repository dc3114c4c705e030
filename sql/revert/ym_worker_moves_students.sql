-- Revert yimeng:ym_worker_moves_students from mysql
REVOKE SELECT (path), UPDATE (path) ON student FROM ym_worker@localhost;
