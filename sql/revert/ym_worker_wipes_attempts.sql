-- Revert yimeng:ym_worker_wipes_attempts from mysql
REVOKE SELECT (window_start), DELETE ON attempt FROM ym_worker@localhost;
