-- Deploy yimeng:ym_admin_keeps_tallies to mysql
-- A new campaign begins its tally; a pledge that ends leaves it.
GRANT SELECT, INSERT (campaign_id), UPDATE (pledged_fen, pledge_count) ON campaign_tally TO ym_admin@localhost;
