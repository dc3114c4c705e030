-- Deploy yimeng:ym_worker_writes_match_unpaired to mysql
-- The worker writes match_unpaired.
GRANT SELECT, INSERT, DELETE ON match_unpaired TO ym_worker@localhost;
