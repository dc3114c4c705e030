-- Revert yimeng:ym_worker_writes_match_figure from mysql
REVOKE SELECT, INSERT, DELETE ON match_figure FROM ym_worker@localhost;
