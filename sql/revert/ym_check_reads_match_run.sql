-- Revert yimeng:ym_check_reads_match_run from mysql
REVOKE SELECT ON match_run FROM ym_check@localhost;
