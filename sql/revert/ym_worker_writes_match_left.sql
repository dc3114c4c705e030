-- Revert yimeng:ym_worker_writes_match_left from mysql
REVOKE SELECT, INSERT, DELETE ON match_left FROM ym_worker@localhost;
