-- Revert yimeng:ym_worker_works_on_pair_release from mysql
REVOKE SELECT, INSERT, UPDATE ON pair_release FROM ym_worker@localhost;
