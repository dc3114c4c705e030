-- Revert yimeng:ym_owner_triggers_on_campaign_tally from mysql
REVOKE TRIGGER ON campaign_tally FROM ym_owner@localhost;
