-- Revert yimeng:award from mysql
DROP TABLE IF EXISTS award;
