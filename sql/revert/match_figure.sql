-- Revert yimeng:match_figure from mysql
DROP TABLE IF EXISTS match_figure;
