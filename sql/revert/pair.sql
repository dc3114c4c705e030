-- Revert yimeng:pair from mysql
DROP TABLE IF EXISTS pair;
