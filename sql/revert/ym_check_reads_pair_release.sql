-- Revert yimeng:ym_check_reads_pair_release from mysql
REVOKE SELECT ON pair_release FROM ym_check@localhost;
