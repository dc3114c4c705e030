-- Deploy yimeng:ym_worker_writes_match_figure to mysql
-- The worker writes match_figure.
GRANT SELECT, INSERT, DELETE ON match_figure TO ym_worker@localhost;
