-- Revert yimeng:ym_worker_works_on_pair from mysql
REVOKE SELECT, INSERT, UPDATE ON pair FROM ym_worker@localhost;
