-- Deploy yimeng:ym_pledge_reads_campaign_days to mysql
-- Enough to ask, in the statement that changes the tally, whether pledges are taken today.
GRANT SELECT (id, starts, open_until, published_at) ON campaign TO ym_pledge@localhost;
