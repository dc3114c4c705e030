-- Revert yimeng:ym_check_reads_pair_notice from mysql
REVOKE SELECT ON pair_notice FROM ym_check@localhost;
