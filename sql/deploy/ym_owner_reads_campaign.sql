-- Deploy yimeng:ym_owner_reads_campaign to mysql
-- The views read with their definer's rights.
GRANT SELECT ON campaign TO ym_owner@localhost;
