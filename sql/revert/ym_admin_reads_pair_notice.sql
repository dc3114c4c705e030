-- Revert yimeng:ym_admin_reads_pair_notice from mysql
REVOKE SELECT ON pair_notice FROM ym_admin@localhost;
