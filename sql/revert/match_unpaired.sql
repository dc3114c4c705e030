-- Revert yimeng:match_unpaired from mysql
DROP TABLE IF EXISTS match_unpaired;
