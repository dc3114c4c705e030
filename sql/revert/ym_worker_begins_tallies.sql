-- Revert yimeng:ym_worker_begins_tallies from mysql
REVOKE INSERT (campaign_id) ON campaign_tally FROM ym_worker@localhost;
