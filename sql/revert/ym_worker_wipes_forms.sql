-- Revert yimeng:ym_worker_wipes_forms from mysql
REVOKE SELECT (kept_at), DELETE ON kept_form FROM ym_worker@localhost;
