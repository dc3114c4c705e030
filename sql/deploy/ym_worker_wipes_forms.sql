-- Deploy yimeng:ym_worker_wipes_forms to mysql
-- By the rules of retention_rule.
GRANT SELECT (kept_at), DELETE ON kept_form TO ym_worker@localhost;
