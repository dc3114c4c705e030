-- Revert yimeng:ym_pledge_reads_campaign_days from mysql
REVOKE SELECT (id, starts, open_until, published_at) ON campaign FROM ym_pledge@localhost;
