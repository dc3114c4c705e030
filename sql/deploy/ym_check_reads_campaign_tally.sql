-- Deploy yimeng:ym_check_reads_campaign_tally to mysql
-- Read-only, for the invariants.
GRANT SELECT ON campaign_tally TO ym_check@localhost;
