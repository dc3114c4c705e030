-- Deploy yimeng:ym_owner_reads_allocation to mysql
-- The views read with their definer's rights.
GRANT SELECT ON allocation TO ym_owner@localhost;
