-- Revert yimeng:pair_notice from mysql
DROP TABLE IF EXISTS pair_notice;
