-- Revert yimeng:ym_worker_erases_students from mysql
REVOKE SELECT (birth, erased_at), UPDATE (birth, erased_at) ON student FROM ym_worker@localhost;
