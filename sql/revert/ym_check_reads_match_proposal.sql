-- Revert yimeng:ym_check_reads_match_proposal from mysql
REVOKE SELECT ON match_proposal FROM ym_check@localhost;
