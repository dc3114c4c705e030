-- Revert yimeng:ym_worker_tells_of_pairs from mysql
REVOKE SELECT, INSERT ON pair_notice FROM ym_worker@localhost;
