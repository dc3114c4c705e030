-- Revert yimeng:ym_worker_names_who_queued from mysql
REVOKE SELECT (id, login) ON account FROM ym_worker@localhost;
