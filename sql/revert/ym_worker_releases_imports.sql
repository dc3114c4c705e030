-- Revert yimeng:ym_worker_releases_imports from mysql
REVOKE SELECT (id, upload_id, job_id, begun_at), UPDATE (upload_id, job_id) ON import FROM ym_worker@localhost;
