-- Deploy yimeng:ym_worker_runs_jobs to mysql
-- The queue is the worker's.
GRANT SELECT, INSERT, UPDATE ON job TO ym_worker@localhost;
