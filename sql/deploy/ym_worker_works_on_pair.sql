-- Deploy yimeng:ym_worker_works_on_pair to mysql
-- The worker works on pair.
GRANT SELECT, INSERT, UPDATE ON pair TO ym_worker@localhost;
