-- Deploy yimeng:ym_owner_triggers_on_campaign_tally to mysql
-- The triggers run as the owner.
GRANT TRIGGER ON campaign_tally TO ym_owner@localhost;
