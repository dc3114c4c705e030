-- Revert yimeng:unit from mysql
DROP TABLE IF EXISTS unit;
