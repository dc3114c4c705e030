-- Revert yimeng:visit from mysql
DROP TABLE IF EXISTS visit;
