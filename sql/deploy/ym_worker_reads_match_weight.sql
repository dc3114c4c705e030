-- Deploy yimeng:ym_worker_reads_match_weight to mysql
-- The worker reads match_weight.
GRANT SELECT ON match_weight TO ym_worker@localhost;
