-- Revert yimeng:ym_worker_wipes_sign_in_delays from mysql
REVOKE SELECT (last_at), DELETE ON sign_in_delay FROM ym_worker@localhost;
