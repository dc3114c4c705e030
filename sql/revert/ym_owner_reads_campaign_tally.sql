-- Revert yimeng:ym_owner_reads_campaign_tally from mysql
REVOKE SELECT ON campaign_tally FROM ym_owner@localhost;
