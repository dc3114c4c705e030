-- Revert yimeng:ym_check_reads_match_left from mysql
REVOKE SELECT ON match_left FROM ym_check@localhost;
