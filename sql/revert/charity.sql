-- Revert yimeng:charity from mysql
DROP TABLE IF EXISTS charity;
