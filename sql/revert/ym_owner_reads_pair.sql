-- Revert yimeng:ym_owner_reads_pair from mysql
REVOKE SELECT ON pair FROM ym_owner@localhost;
