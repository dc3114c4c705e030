-- Deploy yimeng:ym_worker_works_on_match_run to mysql
-- The worker works on match_run.
GRANT SELECT, INSERT, UPDATE ON match_run TO ym_worker@localhost;
