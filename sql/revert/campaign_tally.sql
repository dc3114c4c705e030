-- Revert yimeng:campaign_tally from mysql
DROP TABLE IF EXISTS campaign_tally;
