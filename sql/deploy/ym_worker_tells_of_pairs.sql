-- Deploy yimeng:ym_worker_tells_of_pairs to mysql
-- The worker notes whom it told.
GRANT SELECT, INSERT ON pair_notice TO ym_worker@localhost;
