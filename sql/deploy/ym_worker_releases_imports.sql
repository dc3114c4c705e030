-- Deploy yimeng:ym_worker_releases_imports to mysql
-- Of old files and jobs, by the rules of retention_rule.
GRANT SELECT (id, upload_id, job_id, begun_at), UPDATE (upload_id, job_id) ON import TO ym_worker@localhost;
