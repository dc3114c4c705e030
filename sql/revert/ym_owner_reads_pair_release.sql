-- Revert yimeng:ym_owner_reads_pair_release from mysql
REVOKE SELECT ON pair_release FROM ym_owner@localhost;
