-- Revert yimeng:match_proposal from mysql
DROP TABLE IF EXISTS match_proposal;
