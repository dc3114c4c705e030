-- Revert yimeng:ym_worker_works_on_match_proposal from mysql
REVOKE SELECT, INSERT, UPDATE ON match_proposal FROM ym_worker@localhost;
