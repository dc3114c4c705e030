-- Deploy yimeng:ym_worker_begins_tallies to mysql
-- A new campaign begins its tally.
GRANT INSERT (campaign_id) ON campaign_tally TO ym_worker@localhost;
