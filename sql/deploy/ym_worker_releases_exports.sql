-- Deploy yimeng:ym_worker_releases_exports to mysql
-- Of old files and jobs, by the rules of retention_rule.
GRANT SELECT (id, upload_id, job_id, asked_at), UPDATE (upload_id, job_id) ON export TO ym_worker@localhost;
