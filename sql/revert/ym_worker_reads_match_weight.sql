-- Revert yimeng:ym_worker_reads_match_weight from mysql
REVOKE SELECT ON match_weight FROM ym_worker@localhost;
