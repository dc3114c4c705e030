-- Revert yimeng:match_left from mysql
DROP TABLE IF EXISTS match_left;
