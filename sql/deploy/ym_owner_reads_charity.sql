-- Deploy yimeng:ym_owner_reads_charity to mysql
-- The views read with their definer's rights.
GRANT SELECT ON charity TO ym_owner@localhost;
