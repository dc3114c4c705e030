-- Revert yimeng:match_weight_rows from mysql
DELETE FROM match_weight WHERE version = 1;
