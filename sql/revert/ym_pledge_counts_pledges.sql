-- Revert yimeng:ym_pledge_counts_pledges from mysql
REVOKE SELECT (campaign_id, pledged_fen, pledge_count), UPDATE (pledged_fen, pledge_count) ON campaign_tally FROM ym_pledge@localhost;
