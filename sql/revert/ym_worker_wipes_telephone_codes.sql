-- Revert yimeng:ym_worker_wipes_telephone_codes from mysql
REVOKE SELECT (sent_at), DELETE ON telephone_code FROM ym_worker@localhost;
