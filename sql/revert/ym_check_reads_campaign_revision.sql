-- Revert yimeng:ym_check_reads_campaign_revision from mysql
REVOKE SELECT ON campaign_revision FROM ym_check@localhost;
