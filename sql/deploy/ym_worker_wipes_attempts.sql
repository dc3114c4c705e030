-- Deploy yimeng:ym_worker_wipes_attempts to mysql
-- By the rules of retention_rule.
GRANT SELECT (window_start), DELETE ON attempt TO ym_worker@localhost;
