-- Deploy yimeng:ym_owner_reads_pair_release to mysql
-- The views read with their definer's rights.
GRANT SELECT ON pair_release TO ym_owner@localhost;
