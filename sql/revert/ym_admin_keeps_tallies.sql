-- Revert yimeng:ym_admin_keeps_tallies from mysql
REVOKE SELECT, INSERT (campaign_id), UPDATE (pledged_fen, pledge_count) ON campaign_tally FROM ym_admin@localhost;
