-- Revert yimeng:ym_worker_releases_exports from mysql
REVOKE SELECT (id, upload_id, job_id, asked_at), UPDATE (upload_id, job_id) ON export FROM ym_worker@localhost;
