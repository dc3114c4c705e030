-- Deploy yimeng:ym_owner_reads_student to mysql
-- The views read with their definer's rights.
GRANT SELECT ON student TO ym_owner@localhost;
