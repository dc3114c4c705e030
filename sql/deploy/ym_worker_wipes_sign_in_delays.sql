-- Deploy yimeng:ym_worker_wipes_sign_in_delays to mysql
-- By the rules of retention_rule.
GRANT SELECT (last_at), DELETE ON sign_in_delay TO ym_worker@localhost;
