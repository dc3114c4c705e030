-- Revert yimeng:ym_check_reads_match_weight from mysql
REVOKE SELECT ON match_weight FROM ym_check@localhost;
