-- Deploy yimeng:ym_worker_writes_match_left to mysql
-- The worker writes match_left.
GRANT SELECT, INSERT, DELETE ON match_left TO ym_worker@localhost;
