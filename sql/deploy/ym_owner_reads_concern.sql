-- Deploy yimeng:ym_owner_reads_concern to mysql
-- The views read with their definer's rights.
GRANT SELECT (officer_id, state) ON concern TO ym_owner@localhost;
