-- Revert yimeng:ym_worker_works_on_match_run from mysql
REVOKE SELECT, INSERT, UPDATE ON match_run FROM ym_worker@localhost;
