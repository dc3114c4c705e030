-- Revert yimeng:ym_worker_writes_match_unpaired from mysql
REVOKE SELECT, INSERT, DELETE ON match_unpaired FROM ym_worker@localhost;
