-- Deploy yimeng:ym_owner_reads_campaign_tally to mysql
-- The views read with their definer's rights.
GRANT SELECT ON campaign_tally TO ym_owner@localhost;
