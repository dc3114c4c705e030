-- Revert yimeng:campaign_tally_inserted from mysql
DROP TRIGGER IF EXISTS campaign_tally_inserted;
