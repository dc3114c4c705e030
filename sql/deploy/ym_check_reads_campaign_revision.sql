-- Deploy yimeng:ym_check_reads_campaign_revision to mysql
-- Read-only, for the invariants.
GRANT SELECT ON campaign_revision TO ym_check@localhost;
