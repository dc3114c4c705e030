-- Revert yimeng:ym_check_reads_pair from mysql
REVOKE SELECT ON pair FROM ym_check@localhost;
