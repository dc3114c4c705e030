-- Revert yimeng:match_weight from mysql
DROP TABLE IF EXISTS match_weight;
