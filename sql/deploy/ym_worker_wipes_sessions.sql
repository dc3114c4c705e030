-- Deploy yimeng:ym_worker_wipes_sessions to mysql
-- By the rules of retention_rule.
GRANT SELECT (seen_at), DELETE ON staff_session TO ym_worker@localhost;
