-- Revert yimeng:campaign_tally_updated from mysql
DROP TRIGGER IF EXISTS campaign_tally_updated;
