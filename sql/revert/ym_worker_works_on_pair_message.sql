-- Revert yimeng:ym_worker_works_on_pair_message from mysql
REVOKE SELECT, INSERT, UPDATE ON pair_message FROM ym_worker@localhost;
