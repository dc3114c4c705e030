-- Deploy yimeng:ym_worker_works_on_pair_release to mysql
-- The worker works on pair_release.
GRANT SELECT, INSERT, UPDATE ON pair_release TO ym_worker@localhost;
