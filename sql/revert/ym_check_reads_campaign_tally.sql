-- Revert yimeng:ym_check_reads_campaign_tally from mysql
REVOKE SELECT ON campaign_tally FROM ym_check@localhost;
