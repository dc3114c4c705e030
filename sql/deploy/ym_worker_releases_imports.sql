-- Deploy yimeng:ym_worker_releases_imports to mysql
-- By the rules of retention_rule.
GRANT SELECT (id, upload_id, begun_at), UPDATE (upload_id) ON import TO ym_worker@localhost;
