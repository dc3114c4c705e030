-- Revert yimeng:campaign_revision from mysql
DROP TABLE IF EXISTS campaign_revision;
