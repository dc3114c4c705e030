-- Deploy yimeng:ym_owner_reads_division to mysql
-- The views read with their definer's rights.
GRANT SELECT ON division TO ym_owner@localhost;
