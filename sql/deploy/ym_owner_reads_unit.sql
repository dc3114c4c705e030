-- Deploy yimeng:ym_owner_reads_unit to mysql
-- The views read with their definer's rights.
GRANT SELECT ON unit TO ym_owner@localhost;
