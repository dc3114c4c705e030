-- Revert yimeng:ym_worker_wipes_sessions from mysql
REVOKE SELECT (seen_at), DELETE ON staff_session FROM ym_worker@localhost;
