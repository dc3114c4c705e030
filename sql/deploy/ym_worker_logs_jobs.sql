-- Deploy yimeng:ym_worker_logs_jobs to mysql
-- What a job has to say.
GRANT SELECT, INSERT ON job_line TO ym_worker@localhost;
