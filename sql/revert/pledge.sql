-- Revert yimeng:pledge from mysql
DROP TABLE IF EXISTS pledge;
