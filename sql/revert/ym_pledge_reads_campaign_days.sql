-- Revert yimeng:ym_pledge_reads_campaign_days from mysql
REVOKE SELECT (id, starts, ends, open_until, published_at, closed_at) ON campaign FROM ym_pledge@localhost;
