-- Deploy yimeng:ym_owner_reads_pairing_student to mysql
-- The views read with their definer's rights.
GRANT SELECT ON pairing_student TO ym_owner@localhost;
