-- Deploy yimeng:ym_worker_releases_exports to mysql
-- By the rules of retention_rule.
GRANT SELECT (id, upload_id, asked_at), UPDATE (upload_id) ON export TO ym_worker@localhost;
