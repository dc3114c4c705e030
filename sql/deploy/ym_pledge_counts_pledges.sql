-- Deploy yimeng:ym_pledge_counts_pledges to mysql
-- What arrived (received_fen, gift_count) is not its to write.
GRANT SELECT (campaign_id, pledged_fen, pledge_count), UPDATE (pledged_fen, pledge_count) ON campaign_tally TO ym_pledge@localhost;
