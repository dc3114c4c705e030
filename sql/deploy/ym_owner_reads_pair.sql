-- Deploy yimeng:ym_owner_reads_pair to mysql
-- The views read with their definer's rights.
GRANT SELECT ON pair TO ym_owner@localhost;
