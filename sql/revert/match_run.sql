-- Revert yimeng:match_run from mysql
DROP TABLE IF EXISTS match_run;
