-- Revert yimeng:ym_check_reads_match_unpaired from mysql
REVOKE SELECT ON match_unpaired FROM ym_check@localhost;
